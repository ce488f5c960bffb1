import { message, Message } from '../messages';

/** Where an image without a domain comes from. */
export const DEFAULT_DOMAIN = 'docker.io';
/** Docker Hub's old name, still written by people. */
const LEGACY_DEFAULT_DOMAIN = 'index.docker.io';
/** The namespace of Docker Hub's official images, left out by people. */
export const OFFICIAL_PREFIX = 'library/';

/** By which Docker Hub is reached; images are the same under all of them. */
const DOCKER_HUB = [
  DEFAULT_DOMAIN,
  LEGACY_DEFAULT_DOMAIN,
  'registry-1.docker.io',
];

/** Is it one of the hosts of Docker Hub? @public */
export function isDockerHub(domain: string): boolean {
  return DOCKER_HUB.includes(domain.toLowerCase());
}

const BRACKETS = message('HOST_IPV6');
const COMPONENT = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/**
 * Is the first part of a reference a domain, rather than the first part of a repository on
 * Docker Hub?
 *
 * Source: distribution/reference, `splitDockerDomain`.
 */
export function isDomain(first: string): boolean {
  return (
    first === 'localhost' ||
    first.includes('.') ||
    first.includes(':') ||
    first.toLowerCase() !== first
  );
}

export interface DomainAndRemainder {
  domain: string;
  /** What follows the domain: `path[:tag][@digest]`. */
  remainder: string;
}

/** Takes the domain off and fills in Docker Hub's default names. */
export function splitDomain(input: string): DomainAndRemainder {
  const slash = input.indexOf('/');
  const first = slash < 0 ? '' : input.slice(0, slash);
  let domain = DEFAULT_DOMAIN;
  let remainder = input;
  if (slash >= 0 && isDomain(first)) {
    domain = first === LEGACY_DEFAULT_DOMAIN ? DEFAULT_DOMAIN : first;
    remainder = input.slice(slash + 1);
  }
  if (domain === DEFAULT_DOMAIN && !remainder.includes('/')) {
    remainder = `${OFFICIAL_PREFIX}${remainder}`;
  }
  return { domain, remainder };
}

/**
 * Why a domain is none, or `undefined` where it is one.
 *
 * Source: distribution/reference, grammar of `domain`.
 */
export function findDomainProblem(domain: string): Message | undefined {
  if (domain.includes('@')) {
    return message('HOST_WITH_MORE');
  }
  if (domain.startsWith('[') && !domain.includes(']')) {
    return BRACKETS;
  }
  // `[IPv6]` is the one form with colons before that of the port.
  const bracket = domain.startsWith('[') ? domain.indexOf(']') + 1 : 0;
  const colon = domain.indexOf(':', bracket);
  const host = colon < 0 ? domain : domain.slice(0, colon);
  const port = colon < 0 ? undefined : domain.slice(colon + 1);
  if (port !== undefined && !/^[0-9]+$/.test(port)) {
    return /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:]*$/i.test(domain)
      ? BRACKETS
      : message('HOST_PORT');
  }
  if (host.startsWith('[')) {
    return /^\[[a-f0-9:]+\]$/i.test(host) ? undefined : BRACKETS;
  }
  for (const component of host.split('.')) {
    if (component === '') {
      return message('HOST_DOTS');
    }
    if (!COMPONENT.test(component)) {
      return message('HOST_PART', { part: JSON.stringify(component) });
    }
  }
  return undefined;
}
