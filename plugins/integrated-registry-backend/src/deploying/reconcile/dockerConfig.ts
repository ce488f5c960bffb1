import {
  IMAGE_HOST_PROJECT,
  imageNameOf,
  isDockerHub,
} from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from '../../model';
import { PullLogin } from '../pullCredentials';

/** The credential of one integration, and what it is for. */
export interface PullEntry {
  integration: Pick<
    StoredIntegration,
    'id' | 'name' | 'imageHost' | 'repositories' | 'repositoryFilter'
  >;
  login: PullLogin;
  /** Where each project has an image host of its own: the projects that are known. */
  projects: readonly string[];
}

/** Two integrations with one image host, whose credentials container tools could not tell apart. */
export interface PullClash {
  /** Whose credential is left out. */
  integration: PullEntry['integration'];
  /** Whose credential is there. */
  other: PullEntry['integration'];
  key: string;
}

export interface DockerConfig {
  /** The value of `.dockerconfigjson`. */
  json: string;
  /** Ids of those whose images can be pulled with it. */
  integrations: string[];
  /** The keys of `auths`, in order, and whose credential each one has. */
  entries: { key: string; integration: PullEntry['integration'] }[];
  clashes: PullClash[];
}

/** What Docker itself writes for Docker Hub, and what kubelet and crane look for. */
const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';

/**
 * The content of a Secret of type `kubernetes.io/dockerconfigjson`: one entry for each image host, or
 * for paths of it where integrations share a host with different credentials.
 *
 * Source: Kubernetes, "Images", section "Interpretation of config.json"; containers-auth.json(5).
 * kubelet and skopeo take the longest path that fits; crane looks for the host alone.
 *
 * @param entries - the first of two that cannot be told apart is the one that stays
 */
export function dockerConfigOf(entries: readonly PullEntry[]): DockerConfig {
  const taken = new Map<string, PullEntry>();
  const integrations: string[] = [];
  const clashes: PullClash[] = [];
  for (const entry of entries) {
    const sharesHost = entries.some(
      other => !isSameLogin(other, entry) && haveOneHost(other, entry),
    );
    const keys = sharesHost ? pathKeys(entry) : hostKeys(entry);
    const { integration } = entry;
    const clash = keys.flatMap(key => {
      const other = taken.get(key);
      return other && !isSameLogin(other, entry)
        ? [{ integration, other: other.integration, key }]
        : [];
    });
    if (clash.length > 0) {
      clashes.push(clash[0]);
    } else {
      keys.forEach(key => taken.set(key, taken.get(key) ?? entry));
      integrations.push(integration.id);
    }
  }
  const sorted = [...taken].sort(([a], [b]) => (a < b ? -1 : 1));
  const auths = Object.fromEntries(
    sorted.map(([key, { login }]) => [key, authOf(login)]),
  );
  return {
    json: JSON.stringify({ auths }),
    integrations: integrations.sort(),
    entries: sorted.map(([key, { integration }]) => ({ key, integration })),
    clashes,
  };
}

function authOf({ username, password }: PullLogin) {
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return { username, password, auth };
}

function isSameLogin(a: PullEntry, b: PullEntry): boolean {
  return (
    a.login.username === b.login.username &&
    a.login.password === b.login.password
  );
}

function haveOneHost(a: PullEntry, b: PullEntry): boolean {
  const keys = new Set(hostKeys(a));
  return hostKeys(b).some(key => keys.has(key));
}

function hostKeys({ integration, projects }: PullEntry): string[] {
  const { imageHost } = integration;
  return imageHost.includes(IMAGE_HOST_PROJECT)
    ? // kubelet takes the pattern; other tools know whole names only.
      [
        keyOf(imageHost.replace(IMAGE_HOST_PROJECT, '*')),
        ...projects.map(project =>
          keyOf(imageHost.replace(IMAGE_HOST_PROJECT, project)),
        ),
      ]
    : [keyOf(imageHost)];
}

/** One key for each path that the integration is limited to; the host where it has no limit. */
function pathKeys(entry: PullEntry): string[] {
  const { imageHost, repositories, repositoryFilter } = entry.integration;
  const paths =
    repositories.length > 0
      ? repositories
      : repositoryFilter.map(glob => literalParents(glob));
  if (paths.length === 0 || paths.includes('')) {
    return hostKeys(entry);
  }
  return [...new Set(paths)].map(path => {
    const name = imageNameOf(imageHost, path);
    return keyOf(name.path ? `${name.imageHost}/${name.path}` : name.imageHost);
  });
}

/** `team/**` is `team`, `team/app` itself, and `*` nothing. */
function literalParents(glob: string): string {
  const special = glob.search(/[*?[\]{}!]/);
  return special < 0
    ? glob
    : glob.slice(0, special).split('/').slice(0, -1).join('/');
}

/** An image host with its path, as container tools look for it. */
function keyOf(host: string): string {
  const [domain, ...path] = host.split('/');
  if (!isDockerHub(domain)) {
    return host;
  }
  return path.length === 0 ? DOCKER_HUB_KEY : ['docker.io', ...path].join('/');
}
