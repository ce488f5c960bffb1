// All that can go wrong around two replicas, on real sockets and real processes. Needs PostgreSQL,
// Redis, nginx and OpenSSL. Further words go to jest.
import { join } from 'node:path';
import { bin, die, findProgram, root, run } from './lib/run.mjs';

const needed = {
  postgres: 'postgresql-15',
  'redis-server': 'redis-server',
  nginx: 'nginx',
  openssl: 'openssl',
};
const missing = Object.entries(needed)
  .filter(([program]) => !findProgram(program))
  .map(([, debianPackage]) => debianPackage);
if (missing.length) {
  die(`these tests need more: apt-get install ${missing.join(' ')}`);
}

const ok = await run(
  bin('backstage-cli'),
  [
    'package',
    'test',
    '--watchAll=false',
    '--runInBand',
    '--testTimeout=600000',
    ...process.argv.slice(2),
  ],
  { cwd: join(root, 'packages/faults') },
);
process.exit(ok ? 0 : 1);
