import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { IntegrationEntityProvider } from './IntegrationEntityProvider';

/**
 * Shows the integrations of the Integrated Registry as Resources of the catalog. Does nothing
 * without `catalog.providers.integratedRegistry` in the configuration.
 *
 * @public
 */
export const integratedRegistryCatalogModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'integrated-registry',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, discovery, logger, scheduler }) {
        const schedule = config.getOptionalConfig(
          'catalog.providers.integratedRegistry.schedule',
        );
        if (!schedule) {
          return;
        }
        catalog.addEntityProvider(
          new IntegrationEntityProvider({
            auth,
            discovery,
            logger,
            taskRunner: scheduler.createScheduledTaskRunner(
              readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule),
            ),
          }),
        );
      },
    });
  },
});
