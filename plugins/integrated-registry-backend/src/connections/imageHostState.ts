import {
  IMAGE_HOST_PROJECT,
  ImageHostState,
  isDockerHub,
  parseImageReference,
} from 'backstage-plugin-integrated-registry-common';
import {
  IntegrationSettings,
  IntegrationStore,
  StoredIntegration,
} from '../model';

type Claim = Pick<
  StoredIntegration,
  'url' | 'imageHost' | 'managedBy' | 'imageHostProof'
>;

/**
 * Hosts that give out images of everybody. What is found there proves nothing: whoever copies an
 * image has the same digest.
 */
const PUBLIC_HOSTS =
  /^(?:docker\.io|registry-1\.docker\.io|index\.docker\.io|ghcr\.io|quay\.io|(?:[a-z0-9-]+\.)?gcr\.io|[a-z0-9-]+-docker\.pkg\.dev|public\.ecr\.aws|mcr\.microsoft\.com|registry\.gitlab\.com|registry\.k8s\.io|registry\.access\.redhat\.com|registry\.redhat\.io|registry\.connect\.redhat\.com|nvcr\.io|cgr\.dev|docker\.elastic\.co|container-registry\.oracle\.com|lscr\.io|registry\.suse\.com|codeberg\.org)$/;

/** Host and port of an image host, comparable: in lower case, `443` left out. */
export function domainOf(imageHost: string): string {
  const [first] = imageHost.replace(`${IMAGE_HOST_PROJECT}.`, '').split('/');
  const host = first.toLowerCase().replace(/:443$/, '');
  return isDockerHub(host) ? 'docker.io' : host;
}

/** How an image host has been shown to be the registry's. */
export function imageHostState({
  url,
  imageHost,
  managedBy,
  imageHostProof,
}: Claim): ImageHostState {
  if (managedBy === 'config' || imageHostProof === 'confirmed') {
    return 'confirmed';
  }
  if (imageHostProof === 'address' || isOfAddress(url, imageHost)) {
    return 'address';
  }
  if (imageHostProof === 'disputed' || isPublic(imageHost)) {
    return 'needsConfirmation';
  }
  return imageHostProof === 'pull' ? 'proven' : 'claimed';
}

/**
 * Settings with what is known of their image host when they are saved.
 *
 * @param confirmed - by a platform admin, who has seen it
 */
export async function withImageHostProof(
  settings: IntegrationSettings,
  confirmed: boolean,
  store: Pick<IntegrationStore, 'list'>,
): Promise<IntegrationSettings> {
  const { workspace, url, imageHost, imageHostProof, ...rest } = settings;
  const known = { workspace, url, imageHost, ...rest };
  if (confirmed || imageHostProof === 'confirmed') {
    return { ...known, imageHostProof: 'confirmed' };
  }
  if (imageHostProof === 'address' || isOfAddress(url, imageHost)) {
    return { ...known, imageHostProof: 'address' };
  }
  // A pull shows that an image is there, and not whose it is.
  const disputed = isOfOthers(workspace, imageHost, await store.list({}));
  const proof = disputed ? 'disputed' : imageHostProof;
  return { ...known, ...(proof && { imageHostProof: proof }) };
}

/** Does the address itself say that its images are there? */
export function isOfAddress(url: string, imageHost: string): boolean {
  return domainOf(new URL(url).host) === domainOf(imageHost);
}

export function isPublic(imageHost: string): boolean {
  return PUBLIC_HOSTS.test(domainOf(imageHost));
}

/** Does an integration of another workspace stand for this host already? */
export function isOfOthers(
  workspace: string,
  imageHost: string,
  everything: readonly StoredIntegration[],
): boolean {
  return everything.some(
    other =>
      other.workspace !== workspace &&
      (isOfAddress(other.url, imageHost) ||
        (domainOf(other.imageHost) === domainOf(imageHost) &&
          ['proven', 'confirmed'].includes(imageHostState(other)))),
  );
}

/** An image host as references write it: Docker Hub has one name, and hosts no upper case. */
export function wholeImageHost(imageHost: string): string {
  if (imageHost.includes(IMAGE_HOST_PROJECT)) {
    return imageHost.toLowerCase();
  }
  try {
    const { path } = parseImageReference(`${imageHost}/image`);
    const parents = path.split('/').slice(0, -1);
    const domain = domainOf(imageHost);
    return domain === 'docker.io'
      ? [domain, ...parents.filter(part => part !== 'library')].join('/')
      : [domain, ...parents].join('/');
  } catch {
    return imageHost;
  }
}
