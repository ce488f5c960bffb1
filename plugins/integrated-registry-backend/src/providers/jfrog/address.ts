import { message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from 'backstage-plugin-integrated-registry-node';

/** Where Artifactory may be, from the address a person typed. */
export interface JfrogAddress {
  /** Base addresses to try, the likeliest one first. */
  bases: readonly string[];
  /** The one repository key the address names. */
  key?: string;
}

/** What people paste besides the address itself begins with one of these. */
const KNOWN_PATHS =
  /\/(?:ui|artifactory|webapp|api|access|router|list|v1|v2)(?:\/.*)?$/;
/** Deeper than any context path; each step costs requests where nothing is found. */
const MAX_DEPTH = 4;

/**
 * Takes apart what people paste: the address of the host, of Artifactory with or without its context
 * path, of a page of its web interface, of one repository's Docker API, or what stands before an
 * image's name.
 *
 * Whether `/artifactory` belongs to the base depends on the installation and on what stands before
 * it, so both are possible whatever was typed.
 *
 * @param url - a valid one
 */
export function parseJfrogAddress(url: string): JfrogAddress {
  const { origin, pathname } = new URL(url);
  const [, beforeApi = pathname, key] =
    /^(.*?)\/api\/(?:docker|oci)\/([^/]+)(?:\/.*)?$/.exec(pathname) ?? [];
  const parts = beforeApi
    .replace(KNOWN_PATHS, '')
    .split('/')
    .filter(part => part !== '')
    .slice(0, MAX_DEPTH);
  const bases = new Set<string>();
  for (let depth = parts.length; depth >= 0; depth--) {
    const prefix = [origin, ...parts.slice(0, depth)].join('/');
    bases.add(`${prefix}/artifactory`).add(prefix);
  }
  return {
    bases: [...bases],
    ...(key !== undefined && isRepositoryKey(key) && { key }),
  };
}

/** Does it look like a repository key? Keys become part of addresses. */
export function isRepositoryKey(key: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/.test(key);
}

/**
 * `docker-local/team/app` as its repository key and the image in it.
 *
 * @throws RegistryError `NOT_FOUND`: every image of Artifactory lies under a key
 */
export function splitRepository(repository: string): {
  key: string;
  image: string;
} {
  const slash = repository.indexOf('/');
  const key = repository.slice(0, Math.max(slash, 0));
  if (!isRepositoryKey(key) || slash === repository.length - 1) {
    throw new RegistryError('NOT_FOUND', {
      message: message('JFROG_NOT_AN_IMAGE', {
        name: repository.slice(0, 255),
      }),
      remedy: message('JFROG_WRITE_IMAGE'),
    });
  }
  return { key, image: repository.slice(slash + 1) };
}
