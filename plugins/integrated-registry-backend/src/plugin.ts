import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  accessPermission,
  imageUseCreatePermission,
  integrationCreatePermission,
  integrationPermissions,
  namespaceBindPermission,
} from 'backstage-plugin-integrated-registry-common';
import {
  NetworkPolicy,
  pullSecretTargetsExtensionPoint,
  registryProvidersExtensionPoint,
} from 'backstage-plugin-integrated-registry-node';
import {
  integrationResourceRef,
  integrationRules,
  readIntegrationResources,
  WorkspaceDirectory,
  workspaceResourceRef,
  workspaceRules,
} from './access';
import { DatabaseIntegrationStore } from './integrations';
import {
  dockerProvider,
  harborProvider,
  jfrogProvider,
  ProviderRegistry,
} from './providers';
import { PullSecretTargets } from './deploying';
import { lineLogger } from './platform';
import { openDatabase, startBackend } from './startup';

/**
 * The Integrated Registry: container registries of workspaces, and their images.
 *
 * @public
 */
export const integratedRegistryPlugin = createBackendPlugin({
  pluginId: 'integrated-registry',
  register(env) {
    const providers = new ProviderRegistry(
      dockerProvider,
      harborProvider,
      jfrogProvider,
    );
    env.registerExtensionPoint(registryProvidersExtensionPoint, providers);
    const targets = new PullSecretTargets();
    env.registerExtensionPoint(pullSecretTargetsExtensionPoint, targets);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init({ logger: ownLogger, ...others }) {
        const services = { ...others, logger: lineLogger(ownLogger) };
        const { config, permissionsRegistry, auth, catalog } = services;
        // Before anything is opened: a rule that cannot be read must not leave the door ajar.
        const networkPolicy = NetworkPolicy.fromConfig(config);
        const database = await openDatabase(services.database, services.logger);
        const store = new DatabaseIntegrationStore(database);
        const directory = new WorkspaceDirectory({ catalog, auth });

        permissionsRegistry.addPermissions([
          accessPermission,
          imageUseCreatePermission,
          namespaceBindPermission,
        ]);
        permissionsRegistry.addResourceType({
          resourceRef: integrationResourceRef,
          permissions: integrationPermissions,
          rules: Object.values(integrationRules),
          getResources: ids =>
            readIntegrationResources(ids, { store, directory }),
        });
        permissionsRegistry.addResourceType({
          resourceRef: workspaceResourceRef,
          permissions: [integrationCreatePermission],
          rules: Object.values(workspaceRules),
          getResources: refs =>
            Promise.all(refs.map(ref => directory.get(ref))),
        });

        const { router, beforeClose, close } = await startBackend({
          ...services,
          database,
          store,
          directory,
          providers,
          targets,
          networkPolicy,
        });
        // Afterwards catalog and permissions answer no longer, and requests need them.
        services.rootLifecycle.addBeforeShutdownHook(beforeClose);
        services.lifecycle.addShutdownHook(close);
        services.httpRouter.use(router);
        // The router lets in users and services itself, so that refusals are its own answers too.
        services.httpRouter.addAuthPolicy({
          path: '/',
          allow: 'unauthenticated',
        });
      },
    });
  },
});
