import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
// Does nothing where auth.providers.oauth2Proxy is absent.
backend.add(
  import('@backstage/plugin-auth-backend-module-oauth2-proxy-provider'),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('backstage-plugin-integrated-registry-backend'));
backend.add(
  import('backstage-plugin-integrated-registry-backend-module-kubernetes'),
);
backend.add(
  import('backstage-plugin-scaffolder-backend-module-integrated-registry'),
);
backend.add(
  import('backstage-plugin-catalog-backend-module-integrated-registry'),
);

// For the demo only; both do nothing where their configuration is absent.
backend.add(import('./modules/demoSignIn'));
backend.add(import('./modules/demoOutput'));

// Backstage would go on listening, with liveness 200, after a start that was refused.
backend.start().catch(error => {
  // eslint-disable-next-line no-console -- the logger may be what has failed
  console.error('The backend did not start', error);
  process.exit(1);
});
