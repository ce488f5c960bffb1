// The portal's backend with the plugins that the Integrated Registry needs, and no others: it starts
// again dozens of times.
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
backend.add(import('backstage-plugin-integrated-registry-backend'));

void backend.start();
