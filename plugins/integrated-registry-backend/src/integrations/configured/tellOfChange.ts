import { LoggerService } from '@backstage/backend-plugin-api';
import { Audit } from '../../access';
import { ConfiguredChange } from './syncConfiguredIntegrations';

/** Writes down, for operators, what a start has made of the configuration. */
export async function tellOfChange(
  { what, path, ...change }: ConfiguredChange,
  { logger, audit }: { logger: LoggerService; audit: Audit },
): Promise<void> {
  const configuration = path ?? 'integratedRegistry.integrations';
  const { name, workspace, fields } = change;
  const told = {
    create: `was made as ${configuration} says`,
    update: `was changed as ${configuration} says: ${fields?.join(', ')}`,
    delete: `is no longer in ${configuration} and was removed`,
  };
  logger.info(`The integration ${name} of ${workspace} ${told[what]}`);
  await audit.run(
    { eventId: `integration-${what}`, meta: { ...change, configuration } },
    {},
    async () => undefined,
  );
}
