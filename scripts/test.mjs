// All unit and integration tests. Where the machine has PostgreSQL, one is started for them; in CI
// it has to be there. Further words go to jest.
import { bin, die, findProgram, root, run, say } from './lib/run.mjs';
import { load } from './lib/typescript.mjs';

const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';
const env = { CI: process.env.CI ?? '', BACKSTAGE_TEST_DISABLE_DOCKER: '1' };
let postgres;

if (!process.env[VARIABLE]) {
  if (findProgram('postgres')) {
    postgres = await load('packages/registry-simulator').startPostgres();
    env[VARIABLE] = postgres.connectionString;
  } else if (process.env.CI) {
    die('PostgreSQL 15 is required in CI: apt-get install postgresql-15');
  } else {
    say(
      'PostgreSQL was not found: the database tests run on SQLite only (on Debian: apt-get install postgresql-15)',
    );
  }
}

const ok = await run(
  bin('backstage-cli'),
  [
    'repo',
    'test',
    '--watchAll=false',
    '--passWithNoTests=false',
    ...process.argv.slice(2),
  ],
  { cwd: root, env },
);
await postgres?.stop();
process.exit(ok ? 0 : 1);
