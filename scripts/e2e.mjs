// The whole portal in Chromium, against real registries.
import { runPackageTests } from './lib/packageTests.mjs';

await runPackageTests('e2e', {
  chromium: 'chromium',
  'docker-registry': 'docker-registry',
  skopeo: 'skopeo',
  umoci: 'umoci',
  htpasswd: 'apache2-utils',
  postgres: 'postgresql-15',
  'redis-server': 'redis-server',
});
