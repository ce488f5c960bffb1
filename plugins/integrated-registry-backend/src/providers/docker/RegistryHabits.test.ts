import { RegistryConnection } from 'backstage-plugin-integrated-registry-node';
import {
  buildImage,
  buildIndex,
  digestOf,
  Quirks,
  RegistrySimulator,
  SimulatorOptions,
} from 'registry-simulator';
import { dockerProvider } from './DockerProvider';
import { HostileNetwork } from '../__testUtils__/HostileNetwork';

const { signal } = new AbortController();
const login = { username: 'robot', password: 'a-password-of-a-test' };

/**
 * The registries people call a Docker Registry, each by what is known of its habits. What they have
 * in common with distribution is left out.
 */
const registries: {
  name: string;
  facts: string;
  auth?: SimulatorOptions['auth'];
  quirks: Quirks;
}[] = [
  {
    name: 'distribution 2.8',
    facts: '(facts 6, 7, 9)',
    quirks: {
      defaultPage: 100,
      maxPage: 1_000,
      aboveMaxPage: 400,
      tagsAtOnce: true,
      emptied: ['team/emptied'],
    },
  },
  {
    name: 'distribution 3',
    facts: '(facts 6, 7)',
    quirks: { defaultPage: 100, maxPage: 100 },
  },
  {
    name: 'Docker Hub',
    facts: '(facts 2, 7)',
    auth: 'bearer',
    quirks: { catalogue: 'missing' },
  },
  {
    name: 'GitHub (GHCR)',
    facts: '(facts 2, 7, 8)',
    auth: 'bearer',
    quirks: {
      catalogue: 'missing',
      tokenField: 'token',
      tokenWithoutLifetime: true,
      link: 'withoutNumber',
      defaultPage: 100,
      maxPage: 100,
    },
  },
  {
    name: 'GitLab',
    facts: '(facts 5, 7, 8)',
    auth: 'bearer',
    quirks: {
      catalogue: 'forbidden',
      link: 'absolute',
      defaultPage: 100,
      maxPage: 100,
    },
  },
  {
    name: 'Quay',
    facts: '(facts 2, 6, 8)',
    auth: 'bearer',
    quirks: { link: 'nextPage', defaultPage: 50, maxPage: 100 },
  },
  {
    name: 'Amazon ECR',
    facts: '(facts 1, 7, 8)',
    auth: 'basic',
    quirks: { maxPage: 100, aboveMaxPage: 405, link: 'foreign' },
  },
  {
    name: 'Azure (ACR)',
    facts: '(facts 2, 24)',
    auth: 'bearer',
    quirks: {
      tokenField: 'access_token',
      tokenWithoutLifetime: true,
      tagsScope: 'metadata_read',
      referrers: true,
      defaultPage: 100,
      maxPage: 100,
    },
  },
  {
    name: 'Nexus',
    facts: '(facts 1, 8, 22)',
    auth: 'basic',
    quirks: {
      challenge: 'BASIC realm="Sonatype Nexus Repository Manager"',
      link: 'wrongPath',
      withoutDigestHeader: true,
      defaultPage: 100,
      maxPage: 100,
    },
  },
  {
    name: 'zot',
    facts: '(facts 1, 6, 24)',
    auth: 'basic',
    quirks: { referrers: true, link: 'query', maxPage: 100 },
  },
  {
    name: 'go-containerregistry',
    facts: '(facts 6, 24)',
    quirks: { link: 'none', aboveMaxPage: 'less', referrers: true },
  },
  {
    name: 'a registry whose Bearer realm is no address',
    facts: '(fact 1)',
    auth: 'basic',
    quirks: { challenge: 'Bearer realm="Artifactory Realm"' },
  },
];

const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);
const tags = Array.from({ length: 250 }, (_, at) => `1.${(at * 7) % 250}.0`);
const names = Array.from({ length: 1_200 }, (_, at) => `team/app-${at}`);

/** What was said about the image: an SBOM that refers to it, and a signature in cosign's way. */
function fillStore({ store }: RegistrySimulator) {
  tags.forEach(tag => store.addImage('team/app', image, tag));
  store.addImage('team/small', buildImage(), '1.0');
  store.copyRepository('team/small', ['team/emptied', ...names]);
  const sbom = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      artifactType: 'application/spdx+json',
      subject: { digest: image.manifest.digest },
    }),
  );
  store.addManifest('team/app', {
    digest: digestOf(sbom),
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    bytes: sbom,
  });
  store.addImage(
    'team/app',
    buildImage({ layers: ['signature'] }),
    `${image.manifest.digest.replace(':', '-')}.sig`,
  );
}

describe.each(registries)('$name $facts', ({ auth, quirks }) => {
  const network = new HostileNetwork();
  const demandsLogin = auth !== undefined;
  const listed = (quirks.catalogue ?? 'there') === 'there';
  let simulator: RegistrySimulator;

  beforeAll(async () => {
    simulator = await RegistrySimulator.start({
      quirks,
      ...(auth && { auth, login }),
    });
    fillStore(simulator);
  });

  afterAll(async () => {
    await network.close();
    await simulator.stop();
  });

  function connect(settings: Partial<RegistryConnection> = {}) {
    return network.connect(dockerProvider, simulator.url, {
      ...(demandsLogin && { credential: login }),
      ...settings,
    });
  }

  if (listed) {
    it('passes the connection test', async () => {
      const { ok } = await connect().diagnose({ signal });
      expect(ok).toBe(true);
    });
  } else {
    it('passes the connection test with declared repositories, and asks for them', async () => {
      const { steps } = await connect().diagnose({ signal });
      expect(steps.find(({ failure }) => failure)).toMatchObject({
        id: 'catalogue',
        failure: {
          code: 'CATALOG_UNAVAILABLE',
          remedy: expect.stringContaining('“Repositories”'),
        },
      });
      const repositories = ['team/app'];
      const { ok } = await connect({ repositories }).diagnose({ signal });
      expect(ok).toBe(true);
    });
  }

  if (demandsLogin) {
    it('does not take a wrong password for an empty registry', async () => {
      const { steps } = await connect({
        credential: { ...login, password: 'wrong' },
      }).diagnose({ signal });
      expect(steps.find(({ failure }) => failure)).toMatchObject({
        id: 'login',
        failure: { code: 'UNAUTHORIZED' },
      });
    });
  }

  if (listed) {
    it('lists every repository, once', async () => {
      const found: string[] = [];
      for await (const page of connect().listRepositories({ signal })) {
        found.push(...page.items.map(({ name }) => name));
      }
      expect(found.sort()).toEqual(
        ['team/app', 'team/small', 'team/emptied', ...names].sort(),
      );
    });
  }

  it('lists every tag, once, and none that is no image', async () => {
    const client = connect();
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listTags('team/app', {
        signal,
        cursor,
        limit: 1_000,
      });
      found.push(...page.items.map(({ name }) => name));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(found.sort()).toEqual([...tags].sort());
  });

  it('tells the digest of the index, and its platforms', async () => {
    const client = connect();
    const { digest } = await client.resolve('team/app', '1.0.0', { signal });
    expect(digest).toBe(image.manifest.digest);
    const { platforms } = await client.getArtifact('team/app', digest, {
      signal,
    });
    expect(platforms.map(({ architecture }) => architecture)).toEqual([
      'amd64',
      'arm64',
    ]);
  });

  it('tells what belongs to the image', async () => {
    const { items: referrers } = await connect().listReferrers!(
      'team/app',
      image.manifest.digest,
      { signal },
    );
    expect(referrers.map(({ kind }) => kind)).toEqual(
      quirks.referrers ? ['sbom', 'signature'] : ['signature'],
    );
  });

  if (quirks.emptied) {
    it('has no tags where the last one was deleted', async () => {
      const { items } = await connect().listTags('team/emptied', { signal });
      expect(items).toEqual([]);
    });
  }
});
