import { hasUserInfo } from '../imageReference';
import { message, Message } from '../messages';

/** An address as it is stored, or why there is none in the text. */
export type RegistryAddress = { url: string } | { problem: Message };

const NOT_A_URL = message('ADDRESS_NOT_A_URL');

/** What chats, mails and terminals put around an address. */
const WRAPPING = /^[\s"'`<(]+|[\s"'`>),;]+$/gu;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;
/** Helm and skopeo write references as URLs of their own kinds. */
const REFERENCE_SCHEME = /^(?:oci|docker):\/\//i;
const BARE_IPV6 = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i;
/** Behind the last slash, `:1.2` or `@sha256:...`: it is the address of an image. */
const TAG_OR_DIGEST = /:[\w][\w.-]{0,127}$|@[a-z0-9+._-]+:[0-9a-f]{32,}$/i;

/**
 * Where the API of a registry is, from what a person pastes: an address without its protocol, a
 * reference of an image, an address of the browser or of the API below it.
 *
 * Without a protocol it is https: whether the registry speaks it, the connection test tells.
 */
export function parseRegistryAddress(text: string): RegistryAddress {
  const cleaned = text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(WRAPPING, '')
    .replace(REFERENCE_SCHEME, '')
    .replace(/^\/\//, '');
  const hasScheme =
    /^(?:[a-z][a-z0-9+.-]*:\/\/|https?:|data:|javascript:)/i.test(cleaned);
  const address = hasScheme ? cleaned : withoutScheme(cleaned);
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return { problem: NOT_A_URL };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return {
      problem: message('ADDRESS_PROTOCOL'),
    };
  }
  // A password with a slash in it reads as a port and a path.
  if (url.username || hasUserInfo(cleaned.replace(/[?#].*$/s, ''))) {
    return {
      problem: message('ADDRESS_WITH_CREDENTIAL'),
    };
  }
  const host = url.hostname.replace(/\.+$/, '');
  if (host === '' || /\s/.test(cleaned)) {
    return { problem: NOT_A_URL };
  }
  if (!hasScheme && isDockerHubImage(cleaned)) {
    return {
      problem: message('ADDRESS_NAMES_AN_IMAGE'),
    };
  }
  const port = url.port && `:${url.port}`;
  return { url: `${url.protocol}//${host}${port}${apiPath(url.pathname)}` };
}

function withoutScheme(text: string): string {
  return BARE_IPV6.test(text) ? `https://[${text}]` : `https://${text}`;
}

/** `library/nginx:1.27`: by the container tools' rules, the first part is no host. */
function isDockerHubImage(text: string): boolean {
  const [first, ...rest] = text.split('/');
  return (
    rest.length > 0 &&
    !/[.:[]/.test(first) &&
    first !== 'localhost' &&
    TAG_OR_DIGEST.test(text)
  );
}

/**
 * Pages of Harbor (`/harbor/projects/3`), Artifactory (`/ui/native/docker-local`), Quay, GitLab and
 * Docker Hub, and Harbor's API.
 */
const PAGES = new RegExp(
  [
    '/harbor/(?:projects|sign-in|logs|users|registries|replications|robot-accounts)(?:/.*)?$',
    '/account/sign-in.*$',
    '/api/v2\\.0(?:/.*)?$',
    '/devcenter-api-2\\.0.*$',
    '/ui/(?:native|repos|packages|login|builds|admin|search)(?:/.*)?$',
    '/webapp(?:/.*)?$',
    // Nexus has one name behind it, and its API below that.
    '/repository/[^/]+/.+$',
    '/(?:r|_)/.+$',
    '/[^/]+(?:/[^/]+)+/(?:-/)?container_registry(?:/.*)?$',
  ].join('|'),
);

/** The path below which the API lies, without that of a page, of a call or of an image. */
function apiPath(path: string): string {
  const name = safeDecode(path);
  if (TAG_OR_DIGEST.test(name.slice(name.lastIndexOf('/')))) {
    return '';
  }
  return path
    .replace(/\/v[12](?:\/.*)?$/, '')
    .replace(PAGES, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/+$/, '');
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
