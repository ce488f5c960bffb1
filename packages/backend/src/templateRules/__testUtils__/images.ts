import {
  buildArtifact,
  buildImage,
  RegistrySimulator,
} from 'registry-simulator';

/** An image as people find it in a registry of the workspace. */
export interface Found {
  integration: string;
  host: string;
  repository: string;
  tag: string;
  digest: string;
}

/** Names of the integrations. */
export const harborName = 'Release Harbor';
export const mirrorName = 'Mirror';

const robot = { username: 'robot$portal', password: 'canary-71ce0b' };

/** So is each image, where nothing else is said of it. */
const good = { architecture: 'amd64', scanned: true, signed: true };

/** What an image lacks, or of which type of artifact it is instead. */
type Lacking = Partial<typeof good> & { artifactType?: string };

const inHarbor: Record<string, Lacking> = {
  'release/app:1.5.0': {},
  'release/app:1.5.1': { architecture: 'arm64' },
  'release/app:1.5.2': { scanned: false },
  'release/app:1.5.3': { signed: false },
  'release/app:1.0.0-rc.1': {},
  'release/app:1.5.0-rc.1': {},
  'release/app:1.5.0-alpine': {},
  'release/app:2.0.0': {},
  'nightly/app:1.5.0': {},
  'release/chart:1.5.0': {
    artifactType: 'application/vnd.cncf.helm.config.v1+json',
  },
  'release/sbom:1.5.0': { artifactType: 'application/spdx+json' },
};

const inMirror = ['release/app:1.5.0'];

/** A Harbor and a Docker Registry with images that each lack one thing. */
export async function startRegistries() {
  const harbor = await RegistrySimulator.start({
    harbor: {
      accounts: [{ ...robot, kind: 'robot' }],
      findings: ['Medium', 'Low'],
      scanned: Object.entries(inHarbor).flatMap(([name, { scanned = true }]) =>
        scanned ? [name] : [],
      ),
    },
  });
  const mirror = await RegistrySimulator.start();
  const images = new Map<string, Found>();

  function add(
    registry: RegistrySimulator,
    integration: string,
    name: string,
    { architecture, signed, artifactType }: Lacking = good,
  ) {
    const [repository, tag] = name.split(':');
    const image = artifactType
      ? buildArtifact({ config: artifactType, layers: ['text/plain'] })
      : buildImage({ architecture, layers: [integration, name] });
    const { digest } = image.manifest;
    registry.store.addImage(repository, image, tag);
    if (signed) {
      registry.store.addImage(
        repository,
        buildImage({ layers: [`signature of ${digest}`] }),
        `${digest.replace(':', '-')}.sig`,
      );
    }
    const { host } = registry;
    const found = { integration, host, repository, tag, digest };
    images.set(`${integration}/${name}`, found);
  }

  for (const [name, lacking] of Object.entries(inHarbor)) {
    add(harbor, harborName, name, { ...good, ...lacking });
  }
  for (const name of inMirror) {
    add(mirror, mirrorName, name);
  }

  return {
    integrations: [
      { type: 'harbor', name: harborName, url: harbor.url, ...robot },
      { type: 'docker', name: mirrorName, url: mirror.url },
    ].map(integration => ({
      workspace: 'group:default/payments',
      ...integration,
    })),
    /** @throws where there is no such image */
    image(name: string, integration = harborName): Found {
      const found = images.get(`${integration}/${name}`);
      if (!found) {
        throw new Error(`There is no image ${name} in ${integration}`);
      }
      return found;
    },
    stop: () => Promise.all([harbor.stop(), mirror.stop()]),
  };
}

export type Registries = Awaited<ReturnType<typeof startRegistries>>;
