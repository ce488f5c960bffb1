import { RegistryConnection } from 'backstage-plugin-integrated-registry-node';
import { describeProviderContract } from 'backstage-plugin-integrated-registry-node/testUtils';
import { ArtifactoryOptions, RegistrySimulator } from 'registry-simulator';
import { failureOf, namesOf, pagesOf } from './__testUtils__/read';
import { logins, testArtifactory } from './__testUtils__/testArtifactory';
import { jfrogProvider } from './JfrogProvider';

const { connect, digest, image, network, running, signal, start } =
  testArtifactory;
const { accessToken, admin, identityToken, person } = logins;

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
      await start({
        repositories: [{ key: 'team' }],
        groups: { readers: ['team'] },
        ...options,
      });
      running.artifactory.store.addImage(store, image, '1.2.0');
    });
    afterAll(() => running.artifactory.stop());

    describeProviderContract(
      network.watch(jfrogProvider),
      () => ({
        url: `${running.artifactory.url}${path}`,
        host: running.artifactory.host,
        digest,
        credential,
      }),
      {
        demandsLogin: true,
        showsSomeToAll: options?.anonymous !== undefined,
        minting: { credential: admin, refused: person, group: 'readers' },
        addOddName: (repository, tag) =>
          running.artifactory.store.addImage(
            repository.replace(/^team\//, store.replace(/app$/, '')),
            image,
            tag,
          ),
      },
    );
  },
);

describe('JfrogProvider', () => {
  afterEach(() => running.artifactory.stop());

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
      running.artifactory.store.addImage('docker-local/team/app', image, '1.0');
      const client = connect({ url: `${running.artifactory.url}${pasted}` });
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
      running.artifactory.store.addImage('docker-local/team/app', image, '1.0');
      running.artifactory.store.addImage('oci-local/other', image, '1.0');
      const url = `${running.artifactory.url}${path}`;
      const client = connect({ url });
      const [page] = await pagesOf(client.listRepositories({ signal }));
      expect(page.items).toEqual([
        { name: 'team/app', project: 'docker-local' },
      ]);
      const { items } = await client.listTags('team/app', { signal });
      expect(items.map(({ name }) => name)).toEqual(['1.0']);
      expect((await client.diagnose({ signal })).ok).toBe(true);
      expect(jfrogProvider.defaultImageHost?.(url)).toBe(
        `${running.artifactory.host}/docker-local`,
      );
    },
  );

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
    running.artifactory = await RegistrySimulator.start(options);
    expect(await failureOf(connect())).toMatchObject({
      id: 'protocol',
      code: 'NOT_A_REGISTRY',
      remedy: expect.stringContaining('choose the type'),
    });
  });
});
