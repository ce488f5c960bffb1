import { describeProviderContract } from 'backstage-plugin-integrated-registry-node/testUtils';
import { RegistryConnection } from 'backstage-plugin-integrated-registry-node';
import {
  ArtifactoryOptions,
  buildImage,
  buildIndex,
  RegistrySimulator,
} from 'registry-simulator';
import { jfrogProvider } from './JfrogProvider';
import { HostileNetwork } from '../__testUtils__/HostileNetwork';
import { failureOf, namesOf, pagesOf } from './__testUtils__/read';

const { signal } = new AbortController();
const person = { username: 'dana', password: 'password-of-dana' };
const identityToken = { ...person, password: 'identity-token-of-dana' };
const accessToken = { username: 'token', password: 'identity-token-of-dana' };
const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);
const { digest } = image.manifest;

const accounts: ArtifactoryOptions['accounts'] = [
  {
    ...person,
    apiKey: 'an-old-api-key',
    tokens: [
      { value: identityToken.password },
      { value: 'a-narrow-token', repositories: ['docker-local'] },
    ],
  },
];
const repositories: ArtifactoryOptions['repositories'] = [
  { key: 'docker-local' },
  { key: 'docker-remote', type: 'remote' },
  {
    key: 'docker',
    type: 'virtual',
    members: ['docker-local', 'docker-remote'],
  },
  { key: 'docker-federated', type: 'federated' },
  { key: 'npm-local', packageType: 'npm' },
  { key: 'oci-local', packageType: 'oci' },
];

const network = new HostileNetwork();
let artifactory: RegistrySimulator;

jest.setTimeout(60_000);

async function start(options: Partial<ArtifactoryOptions> = {}) {
  artifactory = await RegistrySimulator.start({
    artifactory: { accounts, repositories, ...options },
  });
  return artifactory;
}

function connect(settings: Partial<RegistryConnection> = {}) {
  return network.connect(jfrogProvider, settings.url ?? artifactory.url, {
    credential: person,
    ...settings,
  });
}

const contracts: {
  name: string;
  credential: RegistryConnection['credential'];
  options?: Partial<ArtifactoryOptions>;
  store?: string;
  path?: string;
}[] = [
  { name: 'a local repository and a password', credential: person },
  {
    name: 'a virtual repository and an identity token (fact 18)',
    credential: identityToken,
    options: {
      repositories: [{ key: 'team', type: 'virtual', members: ['team-local'] }],
    },
    store: 'team-local/app',
  },
  {
    name: 'what a remote repository has cached, and an access token by itself (facts 16, 18)',
    credential: accessToken,
    options: { repositories: [{ key: 'team', type: 'remote' }] },
    store: 'team-cache/app',
  },
  {
    name: 'a federated OCI repository in a context path (facts 16, 20)',
    credential: person,
    options: {
      contextPath: '/tools/artifactory',
      repositories: [{ key: 'team', type: 'federated', packageType: 'oci' }],
    },
    path: '/tools/',
  },
  {
    name: 'its headers taken off, and no context path (fact 20)',
    credential: person,
    options: { contextPath: '', habits: { identifiedBy: 'nothing' } },
  },
  {
    name: 'the headers and habits of older versions',
    credential: person,
    options: {
      version: '6.9.0 60900900',
      habits: {
        identifiedBy: 'server',
        pingChecksCredentials: true,
        versionForAdminsOnly: true,
        dockerErrors: 'rest',
        challengeWithoutScope: true,
      },
    },
  },
  {
    name: 'tokens that it refuses itself (fact 18)',
    credential: person,
    options: { habits: { refusesOwnTokens: true, anonymousToken: 406 } },
  },
  {
    name: 'anonymous access to something else (fact 5)',
    credential: person,
    options: {
      anonymous: ['open'],
      repositories: [{ key: 'open' }, { key: 'team' }],
    },
  },
];

describe.each(contracts)(
  'JfrogProvider with $name',
  ({ credential, options, store = 'team/app', path = '' }) => {
    beforeAll(async () => {
      await start({ repositories: [{ key: 'team' }], ...options });
      artifactory.store.addImage(store, image, '1.2.0');
    });
    afterAll(() => artifactory.stop());

    describeProviderContract(
      network.watch(jfrogProvider),
      () => ({
        url: `${artifactory.url}${path}`,
        host: artifactory.host,
        digest,
        credential,
      }),
      {
        demandsLogin: true,
        showsSomeToAll: options?.anonymous !== undefined,
        addOddName: (repository, tag) =>
          artifactory.store.addImage(
            repository.replace(/^team\//, store.replace(/app$/, '')),
            image,
            tag,
          ),
      },
    );
  },
);

describe('JfrogProvider', () => {
  afterEach(async () => {
    await network.close();
    await artifactory.stop();
  });

  it.each([
    ['', '/artifactory'],
    ['/', '/artifactory'],
    ['/artifactory', '/artifactory'],
    ['/artifactory/', '/artifactory'],
    ['/ui', '/artifactory'],
    ['/ui/packages', '/artifactory'],
    ['/ui/repos/tree/General/docker-local', '/artifactory'],
    ['/artifactory/webapp', '/artifactory'],
    ['/artifactory/api/system/ping', '/artifactory'],
    ['/docker-local', '/artifactory'],
    ['/v2', '/artifactory'],
    ['', ''],
    ['/ui/login', ''],
    ['/tools', '/tools/artifactory'],
    ['/tools/artifactory/', '/tools/artifactory'],
    ['/tools/ui/admin', '/tools/artifactory'],
    ['/binaries', '/binaries'],
  ])(
    'takes an address with “%s” behind the host, where Artifactory is at “%s” (fact 20)',
    async (pasted, contextPath) => {
      await start({ contextPath });
      artifactory.store.addImage('docker-local/team/app', image, '1.0');
      const client = connect({ url: `${artifactory.url}${pasted}` });
      expect((await client.diagnose({ signal })).ok).toBe(true);
      expect(await namesOf(client.listRepositories({ signal }))).toContain(
        'docker-local/team/app',
      );
    },
  );

  it.each([
    '/artifactory/api/docker/docker-local',
    '/artifactory/api/docker/docker-local/v2/',
    '/artifactory/api/oci/docker-local/v2/_catalog',
    '/api/docker/docker-local',
  ])(
    'offers the images of one key alone, named without it, at “%s” (facts 16, 17)',
    async path => {
      await start();
      artifactory.store.addImage('docker-local/team/app', image, '1.0');
      artifactory.store.addImage('oci-local/other', image, '1.0');
      const url = `${artifactory.url}${path}`;
      const client = connect({ url });
      const [page] = await pagesOf(client.listRepositories({ signal }));
      expect(page.items).toEqual([
        { name: 'team/app', project: 'docker-local' },
      ]);
      const { items } = await client.listTags('team/app', { signal });
      expect(items.map(({ name }) => name)).toEqual(['1.0']);
      expect((await client.diagnose({ signal })).ok).toBe(true);
      expect(jfrogProvider.defaultImageHost?.(url)).toBe(
        `${artifactory.host}/docker-local`,
      );
    },
  );

  it('finds docker and oci repositories of every kind, and no others (fact 16)', async () => {
    await start();
    const { store } = artifactory;
    store.addImage('docker-local/team/app', image, '1.0');
    store.addImage('docker-remote/library/never-pulled', image, '1.0');
    store.addImage('docker-remote-cache/library/alpine', image, '3.20');
    store.addImage('docker-federated/shared', image, '1.0');
    store.addImage('oci-local/charts/app', image, '1.0');
    store.addImage('npm-local/no-image', image, '1.0');
    const client = connect();
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'docker/library/alpine',
      'docker/team/app',
      'docker-federated/shared',
      'docker-local/team/app',
      'docker-remote/library/alpine',
      'oci-local/charts/app',
    ]);
    const { steps } = await client.diagnose({ signal });
    expect(steps.at(-1)).toMatchObject({
      id: 'catalogue',
      state: 'ok',
      message: 'Artifactory shows this user 5 Docker and OCI repositories.',
    });
    // Not in the list, and still to be had by name.
    const { items } = await client.listTags('docker-remote/library/alpine', {
      signal,
    });
    expect(items.map(({ name }) => name)).toEqual(['3.20']);
    expect(
      await client.resolve('docker-remote/library/never-pulled', '1.0', {
        signal,
      }),
    ).toMatchObject({ digest });
  });

  it('goes on behind any page, over the keys and in them (facts 16, 18)', async () => {
    await start();
    const { store } = artifactory;
    store.addImage('docker-federated/first', image, '1.0');
    store.addImage('oci-local/last', image, '1.0');
    store.addImage('docker-local/r0000', image, '1.0');
    store.copyRepository(
      'docker-local/r0000',
      Array.from(
        { length: 2_199 },
        (_, n) => `docker-local/r${String(n + 1).padStart(4, '0')}`,
      ),
    );
    const settings = { repositoryFilter: ['docker-[lf]*/**', 'oci-local/**'] };
    const all = await pagesOf(connect(settings).listRepositories({ signal }));
    const names = all.flatMap(({ items }) => items.map(({ name }) => name));
    expect(names).toHaveLength(2_202);
    expect(new Set(names).size).toBe(2_202);
    expect(all.at(-1)?.cursor).toBeUndefined();
    let seen = 0;
    for (const { items, cursor } of all.slice(0, -1)) {
      seen += items.length;
      const rest = connect(settings).listRepositories({ signal, cursor });
      expect(await namesOf(rest)).toEqual(names.slice(seen));
    }
  });

  it('leaves out a key that may be seen and not read, and says so of all of them', async () => {
    await start();
    artifactory.store.addImage('docker-local/team/app', image, '1.0');
    artifactory.store.addImage('oci-local/charts/app', image, '1.0');
    artifactory.setFaults({
      failWith: path => (path.includes('/docker/oci-local/') ? 403 : undefined),
    });
    const client = connect();
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'docker/team/app',
      'docker-local/team/app',
    ]);
    const gaps = [];
    for await (const page of client.listRepositories({ signal })) {
      gaps.push(...(page.gaps ?? []));
    }
    expect(gaps).toEqual([
      {
        scope: { kind: 'project', name: 'oci-local' },
        code: 'REFUSED',
        message: `Artifactory does not allow ${person.username} to list the images of the repository oci-local.`,
        remedy: `In Artifactory, give ${person.username} the permission Read for the repository oci-local. Or name its images in the field “Repositories”.`,
        permission: 'Read',
      },
    ]);
    artifactory.setFaults({
      failWith: path => (path.includes('/_catalog') ? 403 : undefined),
    });
    await expect(
      namesOf(client.listRepositories({ signal })),
    ).rejects.toMatchObject({ code: 'CATALOG_UNAVAILABLE' });
  });

  it('does not take a key that fails for an empty one', async () => {
    await start();
    artifactory.store.addImage('docker-local/team/app', image, '1.0');
    artifactory.setFaults({
      failWith: path =>
        path.includes('/oci-local/v2/_catalog') ? 501 : undefined,
    });
    await expect(
      namesOf(connect().listRepositories({ signal })),
    ).rejects.toMatchObject({ upstreamStatus: 501 });
  });

  it('asks for a declared list where keys may not be listed, and is content with it (fact 16)', async () => {
    await start();
    artifactory.store.addImage('docker-local/team/app', image, '1.0');
    artifactory.setFaults({
      failWith: path => (path.includes('/api/repositories') ? 403 : undefined),
    });
    expect(await failureOf(connect())).toMatchObject({
      id: 'catalogue',
      code: 'CATALOG_UNAVAILABLE',
      remedy: expect.stringMatching(/api\/docker\/KEY.*“Repositories”/),
    });
    const client = connect({ repositories: ['docker-local/team/app'] });
    const { ok, steps } = await client.diagnose({ signal });
    expect(ok).toBe(true);
    expect(steps.at(-1)?.message).toMatch(/docker-local\/team\/app was found/);
    expect(await pagesOf(client.listRepositories({ signal }))).toEqual([
      { items: [{ name: 'docker-local/team/app', project: 'docker-local' }] },
    ]);
  });

  it.each(['app', '', '/app', 'docker-local/', '../x/app', 'a b/app'])(
    'asks nothing for the image “%s”',
    async repository => {
      await start();
      await expect(
        connect().listTags(repository, { signal }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(artifactory.takeRequests()).toEqual([]);
    },
  );

  describe('and logins', () => {
    it.each([
      ['a wrong password', { ...person, password: 'wrong' }],
      ['an unknown user', { ...person, username: 'nobody' }],
      ['an access token that nobody has', { ...accessToken, password: 'no' }],
      [
        'an API key, which are gone (fact 18)',
        { ...person, password: 'an-old-api-key' },
      ],
    ])(
      'refuses %s, though ping says OK and some is shown to everybody (fact 5)',
      async (_, credential) => {
        await start({ anonymous: ['docker-local'] });
        artifactory.store.addImage('docker-local/team/app', image, '1.0');
        expect(await failureOf(connect({ credential }))).toMatchObject({
          id: 'login',
          code: 'UNAUTHORIZED',
        });
        await expect(
          namesOf(connect({ credential }).listRepositories({ signal })),
        ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
      },
    );

    it('stops at the first refusal, lest the user be locked out', async () => {
      await start();
      const client = connect({ credential: { ...person, password: 'wrong' } });
      await client.diagnose({ signal });
      const asked = artifactory.takeRequests();
      expect(
        asked.filter(request => /api\/(?!system|v1\/system)/.test(request)),
      ).toEqual(['GET /artifactory/api/repositories?packageType=docker']);
    });

    it('shows what everybody may read where nobody has entered a login', async () => {
      await start({ anonymous: ['docker-local'] });
      artifactory.store.addImage('docker-local/team/app', image, '1.0');
      artifactory.store.addImage('oci-local/secret', image, '1.0');
      const client = connect({ credential: undefined });
      const { ok, steps } = await client.diagnose({ signal });
      expect([ok, steps[4].message]).toEqual([
        true,
        'Artifactory lets callers in without a login.',
      ]);
      expect(await namesOf(client.listRepositories({ signal }))).toEqual([
        'docker-local/team/app',
      ]);
    });

    it('opens with a narrow token what it opens, and no more', async () => {
      await start();
      artifactory.store.addImage('docker-local/team/app', image, '1.0');
      artifactory.store.addImage('oci-local/secret', image, '1.0');
      const credential = { ...accessToken, password: 'a-narrow-token' };
      const client = connect({ credential });
      expect(await namesOf(client.listRepositories({ signal }))).toEqual([
        'docker-local/team/app',
      ]);
      await expect(
        client.listTags('oci-local/secret', { signal }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });

    it('does not end a list as if it were whole when the login ends under way', async () => {
      await start();
      artifactory.store.addImage('docker-local/team/app', image, '1.0');
      artifactory.store.addImage('oci-local/charts/app', image, '1.0');
      let revoked = false;
      artifactory.setFaults({
        failWith: path =>
          revoked && path.includes('/api/repositories') ? 401 : undefined,
      });
      const cursors: (string | undefined)[] = [];
      const read = async () => {
        for await (const { cursor } of connect().listRepositories({ signal })) {
          cursors.push(cursor);
          revoked = true;
        }
      };
      await expect(read()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
      expect(cursors).not.toHaveLength(0);
      expect(cursors).not.toContain(undefined);
    });
  });

  describe('and signatures', () => {
    it('finds them by their tags, and hides these (fact 24)', async () => {
      await start();
      const { store } = artifactory;
      const signature = buildImage({ layers: ['signature'] });
      const tag = `${digest.replace(':', '-')}.sig`;
      store.addImage('docker-local/team/app', image, '1.0');
      store.addImage('docker-local/team/app', signature, tag);
      const client = connect();
      const { items } = await client.listTags('docker-local/team/app', {
        signal,
      });
      expect(items.map(({ name }) => name)).toEqual(['1.0']);
      expect(
        await client.listReferrers!('docker-local/team/app', digest, {
          signal,
        }),
      ).toEqual({
        items: [
          expect.objectContaining({
            digest: signature.manifest.digest,
            kind: 'signature',
          }),
        ],
      });
    });
  });

  describe('and image hosts', () => {
    it('keeps the host of the address where images are pulled by path (fact 17)', async () => {
      await start();
      await expect(
        connect().findImageHost!({ signal }),
      ).resolves.toBeUndefined();
    });

    it('finds the host of each key, from the address of all (fact 17)', async () => {
      await start({ imageHost: 'subdomain' });
      const url = artifactory.url.replace('127.0.0.1', 'localhost');
      const client = connectByName(url);
      await expect(client.findImageHost!({ signal })).resolves.toBe(
        `{project}.${new URL(url).host}`,
      );
    });

    it('finds the host of each key, from the address of one (fact 17)', async () => {
      await start({ imageHost: 'subdomain' });
      const { port } = new URL(artifactory.url);
      const url = `http://docker-local.example.test:${port}`;
      const client = connectByName(url);
      const imageHost = `{project}.example.test:${port}`;
      await expect(client.findImageHost!({ signal })).resolves.toBe(imageHost);
      expect(await failureOf(client)).toMatchObject({
        id: 'protocol',
        remedy: expect.stringContaining(imageHost),
      });
      expect(
        (await connectByName(url, { imageHost }).diagnose({ signal })).ok,
      ).toBe(true);
    });

    it('says what to do where a port has the images of one key alone (fact 17)', async () => {
      await start({ imageHost: 'port' });
      artifactory.store.addImage('docker-local/team/app', image, '1.0');
      const host = await artifactory.openPort('docker-local');
      const address = `http://${host}/artifactory/api/docker/docker-local`;
      expect(await failureOf(connect({ url: `http://${host}` }))).toMatchObject(
        {
          id: 'protocol',
          code: 'NOT_A_REGISTRY',
          message: expect.stringContaining('of the repository docker-local'),
          remedy: expect.stringContaining(address),
        },
      );
      const client = connect({ url: address, imageHost: host });
      expect((await client.diagnose({ signal })).ok).toBe(true);
      expect(await namesOf(client.listRepositories({ signal }))).toEqual([
        'team/app',
      ]);
    });

    it('leaves it open where nothing shows it (fact 17)', async () => {
      await start({ imageHost: 'port' });
      await expect(
        connect().findImageHost!({ signal }),
      ).resolves.toBeUndefined();
      expect((await connect().diagnose({ signal })).ok).toBe(true);
    });

    function connectByName(
      url: string,
      settings: Partial<RegistryConnection> = {},
    ) {
      return network.connect(
        jfrogProvider,
        url,
        { credential: person, ...settings },
        { resolve: async () => [{ address: '127.0.0.1', family: 4 }] },
      );
    }
  });

  describe('and versions', () => {
    const versions = [
      ['7.98.2 79802900', true],
      ['7.46.11 74611900', true],
      ['5.0.0 50000900', true],
      ['4.4.3 40040300', true],
      ['4.4.2 40040200', false],
      ['3.9.5 30030', false],
      ['unknown', true],
    ] as const;

    it.each(
      versions.flatMap(([version, works]) =>
        (['x-jfrog-version', 'nothing'] as const).map(
          identifiedBy => [version, identifiedBy, works] as const,
        ),
      ),
    )(
      'of %s, told by %s: usable %s (fact 19)',
      async (version, identifiedBy, works) => {
        await start({ version, habits: { identifiedBy } });
        const { ok, steps } = await connect().diagnose({ signal });
        expect(ok).toBe(works);
        expect(steps.flatMap(({ failure }) => failure?.code ?? [])).toEqual(
          works ? [] : ['UNSUPPORTED_VERSION'],
        );
      },
    );

    it('does without where it may not be known (fact 19)', async () => {
      await start({
        habits: { identifiedBy: 'nothing', versionForAdminsOnly: true },
      });
      const { ok, steps } = await connect().diagnose({ signal });
      expect([ok, steps[3].message]).toEqual([true, 'Artifactory answers.']);
    });
  });

  it.each([
    ['a Docker Registry', {}],
    ['a Harbor', { harbor: { accounts: [] } }],
  ])('tells %s apart', async (_, options) => {
    artifactory = await RegistrySimulator.start(options);
    expect(await failureOf(connect())).toMatchObject({
      id: 'protocol',
      code: 'NOT_A_REGISTRY',
      remedy: expect.stringContaining('choose the type'),
    });
  });
});
