import {
  RegistryConnection,
  RegistryRepositoryPage,
} from 'backstage-plugin-integrated-registry-node';
import { describeProviderContract } from 'backstage-plugin-integrated-registry-node/testUtils';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  buildImage,
  buildIndex,
  HarborOptions,
  RegistrySimulator,
} from 'registry-simulator';
import { harborProvider } from './HarborProvider';
import { HostileNetwork } from '../__testUtils__/HostileNetwork';

const { signal } = new AbortController();
const admin = { username: 'admin', password: 'password-of-the-admin' };
const person = { username: 'priya', password: 'password-of-priya' };
const robot = { username: 'robot$portal', password: 'secret-of-the-robot' };
const projectRobot = {
  username: 'robot$team+portal',
  password: 'secret-of-the-other-robot',
};
const single = { username: 'oidc-person', password: 'cli-secret' };
const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);

const accounts: HarborOptions['accounts'] = [
  { ...admin, kind: 'admin' },
  { ...person, projects: ['team'] },
  { ...robot, kind: 'robot' },
  { ...projectRobot, kind: 'robot', projects: ['team'] },
  { ...single, kind: 'cliSecret', projects: ['team'] },
];

let harbor: RegistrySimulator;
const network = new HostileNetwork();

async function start(options: Partial<HarborOptions> = {}) {
  harbor = await RegistrySimulator.start({ harbor: { accounts, ...options } });
  return harbor;
}

function connect(settings: Partial<RegistryConnection> = {}) {
  return network.connect(harborProvider, settings.url ?? harbor.url, {
    imageHost: 'harbor.example.com',
    credential: robot,
    ...settings,
  });
}

async function namesOf(pages: AsyncIterable<RegistryRepositoryPage>) {
  const names: string[] = [];
  for await (const { items } of pages) {
    names.push(...items.map(({ name }) => name));
  }
  return names;
}

async function failureOf(settings: Partial<RegistryConnection>) {
  const { steps } = await connect(settings).diagnose({ signal });
  const { id, failure } = steps.find(({ state }) => state === 'failed') ?? {};
  return { id, code: failure?.code, message: failure?.message };
}

afterEach(() => network.close());

describe.each([
  ['an admin', admin],
  ['a user', person],
  ['a system robot account', robot],
  ['a robot account of the project', projectRobot],
])('HarborProvider as %s, with tokens of two seconds', (_, credential) => {
  beforeAll(async () => {
    await start({ tokenLifetimeSeconds: 2 });
    harbor.store.addImage('team/app', image, '1.2.0');
  });
  afterAll(() => harbor.stop());

  describeProviderContract(
    network.watch(harborProvider),
    () => ({
      url: harbor.url,
      host: harbor.host,
      digest: image.manifest.digest,
      credential,
      expire: () => new Promise(resolve => setTimeout(resolve, 2_100)),
    }),
    {
      demandsLogin: true,
      addOddName: (repository, tag) =>
        harbor.store.addImage(repository, image, tag),
    },
  );
});

describe('HarborProvider', () => {
  afterEach(() => harbor.stop());

  it.each([
    '',
    '/',
    '/harbor/projects',
    '/harbor/sign-in?x=1',
    '/api/v2.0/',
    '/v2',
  ])('takes the address with “%s” behind it', async path => {
    await start();
    harbor.store.addImage('team/app', image, '1.0');
    const client = connect({ url: `${harbor.url}${path}` });
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'team/app',
    ]);
  });

  describe('asked when the login expires', () => {
    const expiresAt = Date.UTC(2027, 0, 31, 12) / 1_000;
    const moment = '2027-01-31T12:00:00.000Z';

    it.each([
      ['tells of a robot account', robot, { expiresAt }, { expiresAt: moment }],
      [
        'tells of a robot account of a project',
        projectRobot,
        { expiresAt, projects: ['team'] },
        { expiresAt: moment },
      ],
      ['tells of one that lives for ever', robot, {}, {}],
    ])('%s', async (_, credential, account, expected) => {
      await start({
        accounts: [
          { ...admin, kind: 'admin' },
          { ...credential, ...account, kind: 'robot', listsRobots: true },
        ],
      });
      harbor.store.addImage('team/app', image, '1.0');
      const diagnosis = await connect({ credential }).diagnose({ signal });
      expect(diagnosis).toMatchObject({ ok: true, credentialExpiry: expected });
      const login = diagnosis.steps.find(({ id }) => id === 'login');
      expect(login?.message).toMatch(
        'expiresAt' in expected ? /expires on 2027-01-31/ : /never expires/,
      );
    });

    it.each([
      ['a robot account that may not list robot accounts', robot],
      ['one of a project that may not', projectRobot],
      ['a user', person],
    ])('finds nothing out as %s, and goes on', async (_, credential) => {
      await start();
      harbor.store.addImage('team/app', image, '1.0');
      const diagnosis = await connect({ credential }).diagnose({ signal });
      expect(diagnosis.ok).toBe(true);
      expect(diagnosis.credentialExpiry).toBeUndefined();
    });
  });

  describe('with a login that is wrong (fact 5)', () => {
    beforeEach(async () => {
      await start({ projects: [{ name: 'library', public: true }] });
      harbor.store.addImage('library/base', image, '1.0');
      harbor.store.addImage('team/app', image, '1.0');
    });

    it.each([
      ['the password of a user', { ...person, password: 'wrong' }],
      ['the secret of a robot account', { ...robot, password: 'wrong' }],
      ['nobody', { username: 'nobody', password: 'x' }],
    ])(
      'tells of %s, though Harbor shows what is public',
      async (_, credential) => {
        expect(await failureOf({ credential })).toMatchObject({
          id: 'login',
          code: 'UNAUTHORIZED',
        });
        await expect(
          namesOf(connect({ credential }).listRepositories({ signal })),
        ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
      },
    );

    it('does not end a list as if it were whole when the password changes under way', async () => {
      let changed = false;
      const pages: RegistryRepositoryPage[] = [];
      harbor.setFaults({
        failWith: path =>
          changed && path.endsWith('/users/current') ? 401 : undefined,
      });
      const read = async () => {
        for await (const page of connect({
          credential: admin,
        }).listRepositories({ signal })) {
          pages.push(page);
          changed = true;
        }
      };
      await expect(read()).rejects.toMatchObject({ code: expect.any(String) });
      expect(pages.every(({ cursor }) => cursor !== undefined)).toBe(true);
    });
  });

  it('tells single sign-on’s CLI secret apart: it opens images, and no list', async () => {
    await start({ authMode: 'oidc_auth' });
    harbor.store.addImage('team/app', image, '1.0');
    expect(await failureOf({ credential: single })).toMatchObject({
      id: 'catalogue',
      code: 'CATALOG_UNAVAILABLE',
    });
    const client = connect({ credential: single, repositories: ['team/app'] });
    expect((await client.diagnose({ signal })).ok).toBe(true);
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'team/app',
    ]);
    const { digest } = await client.resolve('team/app', '1.0', { signal });
    expect(digest).toBe(image.manifest.digest);
  });

  it('encodes names with slashes twice (fact 10)', async () => {
    await start();
    harbor.store.addImage('team/nested/deep/app', image, '1.0');
    const client = connect();
    const tags = await client.listTags('team/nested/deep/app', { signal });
    expect(tags.items.map(({ name }) => name)).toEqual(['1.0']);
    expect(
      harbor
        .takeRequests()
        .some(asked =>
          asked.includes('/repositories/nested%252Fdeep%252Fapp/artifacts'),
        ),
    ).toBe(true);
  });

  it('reads all pages of 100, and resumes behind any of them (fact 10)', async () => {
    await start();
    harbor.store.addImage('a/app', image, '1.0');
    harbor.store.copyRepository(
      'a/app',
      Array.from(
        { length: 250 },
        (_, n) => `team/r${String(n).padStart(3, '0')}`,
      ),
    );
    const client = connect();
    const pages: RegistryRepositoryPage[] = [];
    for await (const page of client.listRepositories({ signal })) {
      pages.push(page);
    }
    // From the last page to the first: what is deleted meanwhile hides nothing.
    expect(pages.map(({ items }) => items.length)).toEqual([1, 50, 100, 100]);
    expect(pages[3].items[0]).toMatchObject({
      name: 'team/r000',
      project: 'team',
      visibility: 'private',
    });
    const [, second] = pages;
    const rest = await namesOf(
      client.listRepositories({ signal, cursor: second.cursor }),
    );
    expect(rest).toHaveLength(200);
    expect(rest[0]).toBe('team/r100');
    // A project that is gone since: everything again.
    expect(
      await namesOf(client.listRepositories({ signal, cursor: '3/gone' })),
    ).toHaveLength(251);
  });

  it('has tags with digest, size and push time, from however many pages (fact 14)', async () => {
    await start();
    for (let n = 0; n < 230; n += 1) {
      harbor.store.addImage(
        'team/app',
        buildImage({ layers: [`${n}`] }),
        `1.${n}`,
        new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString(),
      );
    }
    harbor.takeRequests();
    const { items, cursor } = await connect().listTags('team/app', {
      signal,
      limit: 1_000,
    });
    expect(items).toHaveLength(230);
    expect(cursor).toBeUndefined();
    expect(items.find(({ name }) => name === '1.229')).toEqual({
      name: '1.229',
      digest: expect.stringMatching(/^sha256:/),
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      pushedAt: '2026-01-01T03:49:00.000Z',
      sizeBytes: expect.any(Number),
    });
    // What makes the list slow is not asked for.
    expect(harbor.takeRequests().join()).not.toMatch(/with_scan|with_label/);
    const first = await connect().listTags('team/app', { signal, limit: 100 });
    expect(first.items).toHaveLength(30);
    const next = await connect().listTags('team/app', {
      signal,
      limit: 100,
      cursor: first.cursor,
    });
    expect(next.items[0].name).toBe('1.129');
  });

  describe('with 250 repositories in a project', () => {
    const names = Array.from(
      { length: 250 },
      (_, n) => `team/r${String(n).padStart(3, '0')}`,
    );

    async function list(knownProjects: string[] = []) {
      const pages: RegistryRepositoryPage[] = [];
      const client = connect();
      for await (const page of client.listRepositories({
        signal,
        knownProjects,
      })) {
        pages.push(page);
      }
      return {
        names: [
          ...new Set(pages.flatMap(({ items }) => items.map(i => i.name))),
        ].sort(),
        gaps: pages.flatMap(({ gaps = [] }) => gaps),
      };
    }

    async function fill(options: Partial<HarborOptions> = {}) {
      await start(options);
      harbor.store.addImage(names[0], image, '1.0');
      harbor.store.copyRepository(names[0], names.slice(1));
    }

    it.each([
      ['a proxy that cuts pages to 50', { mostOnAPage: 50 }],
      ['a proxy that keeps the total', { withoutTotal: true }],
    ])('reads all of them behind %s', async (_, facts) => {
      await fill({ facts });
      expect(await list()).toEqual({ names, gaps: [] });
    });

    it('reads all 230 tags behind a proxy that cuts pages to 50', async () => {
      await start({ facts: { mostOnAPage: 50 } });
      for (let n = 0; n < 230; n += 1) {
        const layers = [`${n}`];
        harbor.store.addImage('team/app', buildImage({ layers }), `1.${n}`);
      }
      const found = new Set<string>();
      let cursor: string | undefined;
      do {
        const page = await connect().listTags('team/app', { signal, cursor });
        page.items.forEach(({ name }) => found.add(name));
        expect(page.gaps).toBeUndefined();
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(found.size).toBe(230);
    });

    it('misses none when others are deleted while it reads, and tells it', async () => {
      await fill();
      const gone = names.slice(0, 5);
      const found = new Set<string>();
      const gaps = [];
      for await (const page of connect().listRepositories({ signal })) {
        page.items.forEach(({ name }) => found.add(name));
        gaps.push(...(page.gaps ?? []));
        for (const name of gone) {
          harbor.store.removeRepository(name);
        }
      }
      expect(names.slice(5).filter(name => !found.has(name))).toEqual([]);
      expect(gaps).toMatchObject([
        { scope: { kind: 'project', name: 'team' }, code: 'CHANGED' },
      ]);
    });

    it('tells that its pages give less than it counts', async () => {
      await fill();
      const server = createServer(async (request, response) => {
        const answer = await fetch(`${harbor.url}${request.url}`, {
          method: request.method,
          headers: { authorization: request.headers.authorization ?? '' },
        });
        const body = await answer.text();
        answer.headers.forEach((value, name) => {
          if (!/^(content-length|connection|transfer)/.test(name)) {
            response.setHeader(name, value);
          }
        });
        if (request.url?.includes('/team/repositories')) {
          response.setHeader('x-total-count', '1000');
        }
        response.writeHead(answer.status).end(body);
      });
      await new Promise<void>(resolve => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const { port } = server.address() as AddressInfo;
      harbor.takeRequests();
      const pages: RegistryRepositoryPage[] = [];
      const client = connect({ url: `http://127.0.0.1:${port}` });
      for await (const page of client.listRepositories({ signal })) {
        pages.push(page);
      }
      await new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      });
      expect(pages.flatMap(({ items }) => items)).toHaveLength(250);
      expect(pages.flatMap(({ gaps = [] }) => gaps)).toMatchObject([
        {
          scope: { kind: 'project', name: 'team' },
          code: 'PAGING',
          message:
            'Harbor says that there is more in the list of repositories of the project team than its pages gave.',
        },
      ]);
      expect(harbor.takeRequests().length).toBeLessThan(20);
    });

    it('names the project and the permission that a robot lacks', async () => {
      await fill({
        accounts: [
          { ...robot, kind: 'robot', permissions: ['repository:pull'] },
        ],
        projects: [{ name: 'open', public: true }],
      });
      harbor.store.addImage('open/app', image, '1.0');
      expect(await list(['team'])).toEqual({
        names: ['open/app'],
        gaps: [
          {
            scope: { kind: 'project', name: 'team' },
            code: 'REFUSED',
            message:
              'Harbor does not allow the robot account robot$portal to list the repositories of the project team.',
            remedy:
              'In Harbor, give the robot account robot$portal the permission “Repository: List” for the project team. Or name its repositories in the field “Repositories”.',
            permission: 'Repository: List',
          },
        ],
      });
      const { steps } = await connect().diagnose({ signal });
      expect(steps.find(({ id }) => id === 'catalogue')?.message).toContain(
        'does not allow the robot account robot$portal to list the repositories of the project team',
      );
    });

    it('tells projects that are hidden from those that are gone', async () => {
      await fill({
        accounts: [{ ...robot, kind: 'robot', projects: ['other'] }],
        projects: [{ name: 'other' }],
      });
      const { gaps } = await list(['team', 'deleted', 'other']);
      expect(gaps).toEqual([
        {
          scope: { kind: 'project', name: 'team' },
          code: 'HIDDEN',
          message:
            'Harbor no longer shows the project team to robot$portal, and does not say that it is gone.',
          remedy:
            'Give robot$portal access to the project team again. If it was deleted, forget its repositories.',
        },
      ]);
    });
  });

  it('reads projects whose name is a number (fact 11)', async () => {
    await start();
    harbor.store.addImage('2026/app', image, '1.0');
    const client = connect();
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      '2026/app',
    ]);
    const { items } = await client.listTags('2026/app', { signal });
    expect(items).toHaveLength(1);
  });

  it('gives a robot account of a project its project and no more (fact 12)', async () => {
    await start({ projects: [{ name: 'library', public: true }] });
    harbor.store.addImage('library/base', image, '1.0');
    harbor.store.addImage('other/app', image, '1.0');
    harbor.store.addImage('team/app', image, '1.0');
    const client = connect({ credential: projectRobot });
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'team/app',
    ]);
    expect(harbor.takeRequests().join()).not.toMatch(/_catalog|\/search/);
    // One that may not list projects still has its own, which stands in its name.
    harbor.setFaults({
      failWith: path =>
        path.includes('/api/v2.0/projects?') ? 403 : undefined,
    });
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'team/app',
    ]);
  });

  it('has an artifact scanned, follows it and reads the report (facts 13, 14)', async () => {
    await start();
    harbor.store.addImage('team/app', image, '1.0');
    const client = connect();
    const { digest } = image.manifest;
    const look = () =>
      client.getVulnerabilities!('team/app', digest, { signal });
    expect(await look()).toEqual({
      state: 'notScanned',
      counts: {},
      items: [],
    });
    await client.startScan!('team/app', digest, { signal });
    expect(await look()).toMatchObject({ state: 'queued', items: [] });
    expect(await look()).toMatchObject({ state: 'running', percent: 40 });
    const report = await look();
    expect(report).toMatchObject({
      state: 'finished',
      severity: 'critical',
      scanner: 'Trivy v0.50.0',
      counts: { critical: 1, high: 1, medium: 1, low: 1 },
      fixable: 2,
    });
    expect(report.items.map(({ severity }) => severity)).toEqual([
      'critical',
      'high',
      'medium',
      'low',
    ]);
    expect(report.items[0]).toEqual({
      id: 'CVE-2024-0001',
      package: 'openssl',
      version: '1.1.1',
      fixedVersion: '1.1.2',
      severity: 'critical',
      score: 9.8,
      description: 'd CVE-2024-0001',
      links: ['https://example.test/CVE-2024-0001'],
    });
  });

  it('says what to do where there is no scanner (fact 15)', async () => {
    await start({ scanner: false });
    harbor.store.addImage('team/app', image, '1.0');
    await expect(
      connect().startScan!('team/app', image.manifest.digest, { signal }),
    ).rejects.toMatchObject({
      message: 'Harbor cannot scan this artifact now.',
      remedy: expect.stringContaining('administrator'),
    });
  });

  it('copes with empty projects, charts and artifacts without tags (facts 9, 15)', async () => {
    await start({ projects: [{ name: 'empty' }] });
    harbor.store.addImage('team/app', image, '1.0');
    harbor.store.addImage('team/app', buildImage({ layers: ['untagged'] }));
    const client = connect({ credential: admin });
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'team/app',
    ]);
    const { items } = await client.listTags('team/app', { signal });
    expect(items.map(({ name }) => name)).toEqual(['1.0']);
  });

  it('lists cached tags and others of a proxy-cache project, and marks which is which', async () => {
    await start({
      projects: [{ name: 'hub', proxyCache: true, cached: ['app:1.1'] }],
    });
    for (const tag of ['1.0', '1.1', '1.2']) {
      harbor.store.addImage('hub/app', image, tag);
    }
    const client = connect();
    const { items, cursor } = await client.listTags('hub/app', { signal });
    expect(items).toMatchObject([{ name: '1.1', digest: expect.anything() }]);
    const rest = await client.listTags('hub/app', { signal, cursor });
    expect(rest.items).toEqual(
      ['1.0', '1.1', '1.2'].map(name => ({ name, cached: false })),
    );
    expect(rest.cursor).toBeUndefined();

    harbor.setFaults({
      only: path => path.startsWith('/v2/hub/app/tags/list'),
      failWith: () => 403,
    });
    const broken = await client.listTags('hub/app', { signal, cursor });
    expect(broken).toMatchObject({
      items: [],
      gaps: [
        {
          scope: { kind: 'repository', name: 'hub/app' },
          code: 'NOT_CACHED',
          message:
            'Only the tags of hub/app that Harbor has cached are listed: the registry behind its proxy cache did not list the others.',
        },
      ],
    });
  });

  it('finds in a proxy-cache project what nobody has pulled yet (fact 15)', async () => {
    await start({ projects: [{ name: 'hub', proxyCache: true }] });
    harbor.store.addImage('hub/library/nginx', image, '1.29');
    const client = connect();
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([]);
    const { items } = await client.listTags('hub/library/nginx', { signal });
    expect(items).toEqual([{ name: '1.29' }]);
    const artifact = await client.getArtifact('hub/library/nginx', '1.29', {
      signal,
    });
    expect(artifact).toMatchObject({ digest: image.manifest.digest });
    await expect(
      client.listTags('hub/library/nothing', { signal }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('finds signatures among the accessories, and not among the tags (fact 24)', async () => {
    await start();
    harbor.store.addImage('team/app', image, '1.0');
    const hex = image.manifest.digest.slice('sha256:'.length);
    const signature = buildImage({ layers: ['signature'] });
    harbor.store.addImage('team/app', signature, `sha256-${hex}.sig`);
    const client = connect();
    const { items } = await client.listTags('team/app', { signal });
    expect(items.map(({ name }) => name)).toEqual(['1.0']);
    expect(
      await client.listReferrers!('team/app', image.manifest.digest, {
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

  it('tells when an artifact was pushed', async () => {
    await start();
    const pushedAt = '2026-03-04T05:06:07.000Z';
    harbor.store.addImage('team/app', image, '1.0', pushedAt);
    expect(
      await connect().getArtifact('team/app', '1.0', { signal }),
    ).toMatchObject({ digest: image.manifest.digest, pushedAt });
  });

  it('tells a Harbor that is too old', async () => {
    await start({ version: 'v1.10.17' });
    expect(await failureOf({})).toEqual({
      id: 'protocol',
      code: 'UNSUPPORTED_VERSION',
      message:
        'This is Harbor v1.10.17, and Harbor 2.0 is the oldest that is supported.',
    });
  });

  it('tells a registry that is no Harbor', async () => {
    harbor = await RegistrySimulator.start();
    expect(await failureOf({})).toMatchObject({
      id: 'protocol',
      code: 'NOT_A_REGISTRY',
    });
  });
});

describe('HarborProvider and a Harbor whose pages never end', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const names = Array.from({ length: 100 }, (_, n) => `team/r${n}`);
    server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const body = pathname.endsWith('/users/current')
        ? { username: 'admin' }
        : names.map(name => ({ name }));
      response.end(JSON.stringify(body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));

  it('leaves it with BAD_RESPONSE (fact 10)', async () => {
    await expect(
      namesOf(connect({ url }).listRepositories({ signal })),
    ).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      message: expect.stringContaining('does not end'),
    });
  });
});
