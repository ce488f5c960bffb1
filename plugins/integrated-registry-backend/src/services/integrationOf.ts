import {
  IMAGE_HOST_PROJECT,
  ImageReference,
  isDockerHub,
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
  const image = imageNameOn(domain, path);
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

/** Hosts are written in any case, and Docker Hub has several. */
function imageNameOn(domain: string, path: string): string {
  if (!isDockerHub(domain)) {
    return `${domain.toLowerCase()}/${path}`;
  }
  return path.includes('/') ? `docker.io/${path}` : `docker.io/library/${path}`;
}

/** An image host may carry a path. */
function wholeImageHost(imageHost: string): string {
  if (imageHost.includes(IMAGE_HOST_PROJECT)) {
    return imageHost.toLowerCase();
  }
  try {
    const { domain, path } = parseImageReference(`${imageHost}/image`);
    const parents = path.split('/').slice(0, -1);
    return isDockerHub(domain)
      ? ['docker.io', ...parents.filter(part => part !== 'library')].join('/')
      : [domain.toLowerCase(), ...parents].join('/');
  } catch {
    return imageHost;
  }
}
