import { messageIn, Text } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  RegistryCredential,
} from 'backstage-plugin-integrated-registry-node';
import { StoredIntegration } from '../model';
import { TriedImage, tryImages } from './ImageTrial';
import { IntegrationConnector } from './IntegrationConnector';
import { pullFailureAt } from './pullFailureAt';

/**
 * Pulls an image of an integration as a node of a cluster does: through the image host, with nothing
 * but this credential.
 *
 * @returns why it cannot be pulled; undefined where it can, or the registry has no image to try
 */
export async function pullFailureWith(
  integration: StoredIntegration,
  credential: RegistryCredential,
  { connector, signal }: CallOptions & { connector: IntegrationConnector },
): Promise<Text | undefined> {
  const { imageHost, repositories: declared } = integration;
  let image: TriedImage | undefined;
  const steps = await tryImages({
    client: await connector.get(integration),
    declared,
    signal,
    async describe(tried) {
      image = tried;
      return undefined;
    },
  });
  const failed = steps.find(({ failure }) => failure)?.failure;
  if (failed || !image) {
    return failed && messageIn(failed);
  }
  const failure = await pullFailureAt(
    imageHost,
    image,
    { settings: integration, credential, passwordEntered: true },
    { connector, signal },
  );
  return failure && messageIn(failure);
}
