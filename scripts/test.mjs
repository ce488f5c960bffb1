// All unit and integration tests. Where the machine has PostgreSQL and Redis, they are started for
// them; in CI they have to be there. Further words go to jest.
import { bin, die, findProgram, root, run, say } from './lib/run.mjs';
import { load } from './lib/typescript.mjs';

const servers = [
  {
    title: 'PostgreSQL',
    program: 'postgres',
    debianPackage: 'postgresql-15',
    without: 'the database tests run on SQLite only',
    variable: 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING',
    async start({ startPostgres }) {
      const { connectionString, stop } = await startPostgres();
      return { url: connectionString, stop };
    },
  },
  {
    title: 'Redis',
    program: 'redis-server',
    debianPackage: 'redis-server',
    without: 'nothing is tested that replicas share through it',
    variable: 'BACKSTAGE_TEST_CACHE_REDIS7_CONNECTION_STRING',
    start: ({ startRedis }) => startRedis(),
  },
];

const env = { CI: process.env.CI ?? '', BACKSTAGE_TEST_DISABLE_DOCKER: '1' };
const running = [];

for (const server of servers) {
  const { title, program, debianPackage, without, variable } = server;
  const installation = `apt-get install ${debianPackage}`;
  if (process.env[variable]) {
    continue;
  }
  if (findProgram(program)) {
    const started = await server.start(load('packages/registry-simulator'));
    running.push(started);
    env[variable] = started.url;
  } else if (process.env.CI) {
    die(`${title} is required in CI: ${installation}`);
  } else {
    say(`${title} was not found: ${without} (on Debian: ${installation})`);
  }
}

const ok = await run(
  bin('backstage-cli'),
  [
    'repo',
    'test',
    '--watchAll=false',
    '--passWithNoTests=false',
    // Starting a portal takes longer than the five seconds that are the default.
    '--testTimeout=60000',
    ...process.argv.slice(2),
  ],
  { cwd: root, env },
);
await Promise.all(running.map(({ stop }) => stop()));
process.exit(ok ? 0 : 1);
