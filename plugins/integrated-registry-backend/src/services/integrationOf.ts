import {
  IMAGE_HOST_PROJECT,
  ImageReference,
  parseImageReference,
  repositoryOfImageName,
} from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from './types';

/** An integration an image belongs to, and its repository as that registry knows it. */
export interface ImageMatch {
  integration: StoredIntegration;
  repository: string;
}

/**
 * The integrations whose image host stands before the image, the most specific image host first;
 * among the same ones the workspace's own before those that are shared with it.
 */
export function integrationsOf(
  { domain, path }: Pick<ImageReference, 'domain' | 'path'>,
  usable: readonly StoredIntegration[],
  workspace: string,
): ImageMatch[] {
  const image = `${domain}/${path}`;
  return usable
    .flatMap(integration => {
      const host = wholeImageHost(integration.imageHost);
      const repository = repositoryOfImageName(host, image);
      return repository === undefined
        ? []
        : [{ integration, host, repository }];
    })
    .sort(
      (a, b) =>
        b.host.length - a.host.length ||
        Number(a.integration.workspace !== workspace) -
          Number(b.integration.workspace !== workspace) ||
        a.integration.name.localeCompare(b.integration.name, 'en-US'),
    )
    .map(({ integration, repository }) => ({ integration, repository }));
}

/** An image host may carry a path, and `index.docker.io` is Docker Hub too. */
function wholeImageHost(imageHost: string): string {
  if (imageHost.includes(IMAGE_HOST_PROJECT)) {
    return imageHost;
  }
  try {
    const { domain, path } = parseImageReference(`${imageHost}/image`);
    const parents = path.split('/').slice(0, -1);
    return domain === 'docker.io'
      ? [domain, ...parents.filter(part => part !== 'library')].join('/')
      : [domain, ...parents].join('/');
  } catch {
    return imageHost;
  }
}
