import {
  ImageReference,
  isDockerHub,
  repositoryOfImageName,
} from 'backstage-plugin-integrated-registry-common';
import { domainOf, imageHostState, wholeImageHost } from '../../connections';
import { StoredIntegration } from '../../model';

/** An integration an image belongs to, and its repository as that registry knows it. */
export interface ImageMatch {
  integration: StoredIntegration;
  repository: string;
}

/**
 * May what is at the image host be taken for the integration's images? One that nobody could prove
 * yet counts in its own workspace, which has claimed it, and nowhere else.
 */
export function isImageHostUsable(
  integration: StoredIntegration,
  workspace: string,
): boolean {
  const state = imageHostState(integration);
  return state === 'claimed'
    ? integration.workspace === workspace
    : state !== 'needsConfirmation';
}

/**
 * The integrations whose image host stands before the image, the most specific image host first;
 * among the same ones those whose it is shown to be, then the workspace's own before those that are
 * shared with it. Hosts are the same in any case.
 */
export function integrationsOf(
  { domain, path }: Pick<ImageReference, 'domain' | 'path'>,
  usable: readonly StoredIntegration[],
  workspace: string,
): ImageMatch[] {
  const image = imageNameOn(domain, path);
  const claimed = (integration: StoredIntegration) =>
    Number(imageHostState(integration) === 'claimed');
  return usable
    .filter(integration => isImageHostUsable(integration, workspace))
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
        claimed(a.integration) - claimed(b.integration) ||
        Number(a.integration.workspace !== workspace) -
          Number(b.integration.workspace !== workspace) ||
        a.integration.name.localeCompare(b.integration.name, 'en-US'),
    )
    .map(({ integration, repository }) => ({ integration, repository }));
}

/** Those of `integrationsOf` that nothing but their workspace and name puts in an order. */
export function nearestOf(matches: readonly ImageMatch[]): ImageMatch[] {
  const [first] = matches;
  return matches.filter(
    ({ integration: { imageHost }, integration }) =>
      wholeImageHost(imageHost) ===
        wholeImageHost(first.integration.imageHost) &&
      imageHostState(integration) === imageHostState(first.integration),
  );
}

/** Hosts are written in any case, and Docker Hub has several. */
function imageNameOn(domain: string, path: string): string {
  if (!isDockerHub(domain)) {
    return `${domainOf(domain)}/${path}`;
  }
  return path.includes('/') ? `docker.io/${path}` : `docker.io/library/${path}`;
}
