import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** Shows the integrations of the Integrated Registry as Resources. */
      integratedRegistry?: {
        schedule: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
