import { Config } from '@backstage/config';
import {
  CreateIntegrationRequest,
  createIntegrationRequestSchema,
  describeIssues,
} from 'backstage-plugin-integrated-registry-common';

/**
 * The integrations of `integratedRegistry.integrations`.
 *
 * @throws Error that names the entry and what is wrong with it; never with a secret in it
 */
export function readConfiguredIntegrations(
  config: Config,
): CreateIntegrationRequest[] {
  const entries =
    config.getOptionalConfigArray('integratedRegistry.integrations') ?? [];
  const seen = new Map<string, number>();
  return entries.map((entry, at) => {
    const where = `integratedRegistry.integrations[${at}]`;
    const result = createIntegrationRequestSchema.safeParse(entry.get());
    if (!result.success) {
      const problems = describeIssues(result.error)
        .map(({ path, message }) => (path ? `${path}: ${message}` : message))
        .join('. ');
      throw new Error(`${where} cannot be used. ${problems}`);
    }
    const { workspace, name } = result.data;
    const key = JSON.stringify([workspace, name.toLocaleLowerCase('en-US')]);
    const namesake = seen.get(key);
    if (namesake !== undefined) {
      throw new Error(
        `${where} has the same workspace and name as integratedRegistry.integrations[${namesake}]. Give it another name`,
      );
    }
    seen.set(key, at);
    return result.data;
  });
}
