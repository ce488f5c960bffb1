// The whole portal in Chromium, against real registries. Needs Chromium, docker-registry, skopeo,
// umoci, htpasswd, PostgreSQL and Redis.
import { join } from 'node:path';
import { bin, die, findProgram, root, run } from './lib/run.mjs';

const needed = {
  chromium: 'chromium',
  'docker-registry': 'docker-registry',
  skopeo: 'skopeo',
  umoci: 'umoci',
  htpasswd: 'apache2-utils',
  postgres: 'postgresql-15',
  'redis-server': 'redis-server',
};
const missing = Object.entries(needed)
  .filter(([program]) => !findProgram(program))
  .map(([, debianPackage]) => debianPackage);
if (missing.length) {
  die(`the end-to-end tests need more: apt-get install ${missing.join(' ')}`);
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
  { cwd: join(root, 'packages/e2e') },
);
process.exit(ok ? 0 : 1);
