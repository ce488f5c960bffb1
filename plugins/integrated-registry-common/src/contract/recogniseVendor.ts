import { message, worded, Wording } from '../messages';
import { ConnectionSuggestion } from './connectionTests';

/** Whose registry an address leads to, as far as the address itself shows. @public */
export interface RecognisedVendor {
  /** `Docker Hub` */
  vendor: string;
  /** What it is, and what the suggestion is for; for a person. */
  message: string;
  wording?: Wording;
  /** How one logs in there; a key of the texts about it. */
  login?: VendorLogin;
  /** Settings that fit it; absent where there is nothing to say but its name. */
  suggestion?: Pick<ConnectionSuggestion, 'type' | 'url' | 'imageHost'>;
}

const LOGINS = {
  dockerHub: 'VENDOR_DOCKER_HUB',
  gitHub: 'VENDOR_GITHUB',
  gitLab: 'VENDOR_GITLAB',
  quay: 'VENDOR_QUAY',
  ecrPublic: 'VENDOR_ECR_PUBLIC',
  ecr: 'VENDOR_ECR',
  acr: 'VENDOR_ACR',
  google: 'VENDOR_GOOGLE',
  nexus: 'VENDOR_NEXUS',
} as const;

/** @public */
export type VendorLogin = keyof typeof LOGINS;

interface Vendor {
  host: RegExp;
  path?: RegExp;
  vendor: string;
  login?: keyof typeof LOGINS;
  suggest?(url: URL): RecognisedVendor['suggestion'];
}

/** A registry with this host, and no API of its own that the portal knows. */
function docker(canonical?: string): Vendor['suggest'] {
  return ({ hostname }) => ({
    type: 'docker',
    ...(canonical !== undefined &&
      canonical !== hostname && { url: `https://${canonical}` }),
  });
}

/** The first that fits; addresses of web consoles, which are no registries, among them. */
const VENDORS: readonly Vendor[] = [
  {
    vendor: 'JFrog Artifactory',
    host: /./,
    path: /\/api\/(?:docker|oci)\/[^/]+$|^\/artifactory(?:\/|$)/,
    suggest: ({ origin, pathname }) => ({
      type: 'jfrog',
      url: `${origin}${pathname.replace(/\/+$/, '')}`,
    }),
  },
  {
    vendor: 'JFrog Artifactory',
    host: /\.jfrog\.io$/,
    suggest: ({ href }) => ({ type: 'jfrog', url: href.replace(/\/+$/, '') }),
  },
  {
    vendor: 'Docker Hub',
    host: /^(?:docker\.io|(?:www|index|registry-1)\.docker\.io|(?:hub|registry\.hub)\.docker\.com)$/,
    login: 'dockerHub',
    suggest: docker(),
  },
  {
    vendor: 'GitHub Container Registry',
    host: /^(?:www\.)?(?:github\.com|ghcr\.io)$/,
    login: 'gitHub',
    suggest: docker('ghcr.io'),
  },
  {
    vendor: 'GitLab Container Registry',
    host: /^(?:registry\.)?gitlab\.com$/,
    login: 'gitLab',
    suggest: docker('registry.gitlab.com'),
  },
  {
    vendor: 'Quay',
    host: /^(?:www\.)?quay\.io$/,
    login: 'quay',
    suggest: docker('quay.io'),
  },
  {
    vendor: 'Amazon ECR Public',
    host: /^(?:public\.ecr\.aws|gallery\.ecr\.aws)$/,
    login: 'ecrPublic',
    suggest: docker('public.ecr.aws'),
  },
  {
    vendor: 'Amazon ECR',
    host: /\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|on\.aws)$/,
    login: 'ecr',
    suggest: docker(),
  },
  {
    vendor: 'Azure Container Registry',
    host: /\.azurecr\.(?:io|cn|us)$/,
    login: 'acr',
    suggest: docker(),
  },
  {
    vendor: 'Google Artifact Registry',
    host: /(?:-docker\.pkg\.dev|^(?:[a-z0-9-]+\.)?gcr\.io)$/,
    login: 'google',
    suggest: docker(),
  },
  {
    vendor: 'Nexus Repository',
    host: /./,
    path: /^\/repository\/[^/]+$/,
    login: 'nexus',
  },
];

/**
 * Recognises the vendor behind an address, without asking it. Hosts are the same in any case.
 *
 * @param address - normalised; anything else is recognised as nobody's
 * @public
 */
export function recogniseVendor(address: string): RecognisedVendor | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  const found = VENDORS.find(
    ({ host, path }) =>
      host.test(url.hostname) && (!path || path.test(url.pathname)),
  );
  if (!found) {
    return undefined;
  }
  const { vendor, login, suggest } = found;
  const suggestion = suggest?.(url);
  return worded({
    vendor,
    message: message(login ? LOGINS[login] : 'VENDOR', { vendor }),
    ...(login && { login }),
    ...(suggestion && { suggestion }),
  });
}
