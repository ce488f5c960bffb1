// Two replicas, and what fails around them, on real sockets and with real processes.
import { runPackageTests } from './lib/packageTests.mjs';

await runPackageTests('faults', {
  postgres: 'postgresql-15',
  'redis-server': 'redis-server',
  nginx: 'nginx',
  openssl: 'openssl',
});
