import { TestDatabases } from '@backstage/backend-test-utils';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { Person, startPortal, TestPortal } from './__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const login = { username: 'robot', password: 'password-of-a-test' };
const digest = `sha256:${'0'.repeat(64)}`;

/** Who calls: platform admin, workspace admin, member, admin elsewhere, nobody, another plugin. */
const everybody: Person[] = [
  'olivia',
  'priya',
  'marco',
  'lena',
  'noah',
  'service',
];

interface Row {
  route: string;
  body?: (workspace: string) => object;
  /** What each of them is answered about an integration of `payments`. */
  owned: string;
  /** What Lena is answered in her own workspace once it is shared with that. */
  sharee: number;
}

describe.each(databases.eachSupportedId())('access on %s', databaseId => {
  let registry: RegistrySimulator;
  let portal: TestPortal;
  let id: string;
  let etag: string;

  beforeAll(async () => {
    registry = await RegistrySimulator.start({ login });
    registry.store.addImage('team/app', buildImage(), 'latest');
    portal = await startPortal({ knex: await databases.init(databaseId) });
    const { body } = await portal.call('priya', 'POST /integrations', {
      workspace: 'group:default/payments',
      type: 'docker',
      name: 'Company registry',
      url: registry.url,
      ...login,
    });
    ({ id, etag } = body);
    for (;;) {
      const { body: now } = await portal.call(
        'marco',
        `GET /integrations/${id}`,
      );
      if (now.repositoryIndex.state === 'finished') {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }, 120_000);

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  const rows: Row[] = [
    { route: 'GET /workspaces', owned: '200 200 200 200 200 200', sharee: 200 },
    { route: 'GET /providers', owned: '200 200 200 200 200 200', sharee: 200 },
    {
      route: 'GET /integrations',
      owned: '200 200 200 200 200 200',
      sharee: 200,
    },
    {
      route: 'GET /integrations/:id',
      owned: '200 200 200 404 404 200',
      sharee: 200,
    },
    {
      route: 'POST /integrations',
      body: workspace => ({
        workspace,
        type: 'no-such-type',
        name: 'Another',
        url: registry.url,
      }),
      owned: '400 400 403 404 404 403',
      // It is her own workspace.
      sharee: 400,
    },
    {
      route: 'PATCH /integrations/:id',
      body: () => ({ url: 'http://127.0.0.1:9' }),
      owned: '400 400 403 404 404 403',
      sharee: 403,
    },
    {
      route: 'DELETE /integrations/:id',
      owned: '409 409 403 404 404 403',
      sharee: 403,
    },
    {
      route: 'POST /connection-tests',
      body: () => ({ integrationId: id }),
      owned: '200 200 403 404 404 403',
      sharee: 403,
    },
    {
      route: 'POST /integrations/:id/refresh',
      owned: '202 202 403 404 404 403',
      sharee: 403,
    },
    {
      route: 'GET /repositories?workspace=:workspace',
      owned: '200 200 200 404 404 200',
      sharee: 200,
    },
    {
      route: 'GET /integrations/:id/tags?repository=team/app',
      owned: '200 200 200 404 404 200',
      sharee: 200,
    },
    {
      route:
        'GET /integrations/:id/artifact?repository=team/app&reference=latest',
      owned: '200 200 200 404 404 200',
      sharee: 200,
    },
    {
      route: `GET /integrations/:id/vulnerabilities?repository=team/app&digest=${digest}`,
      owned: '200 200 200 404 404 200',
      sharee: 200,
    },
    {
      route: 'POST /integrations/:id/scan',
      body: () => ({ repository: 'team/app', digest }),
      // A registry that cannot; who may not use it does not hear of that.
      owned: '400 400 400 404 404 400',
      sharee: 400,
    },
    {
      route: 'POST /images/resolve',
      body: workspace => ({
        workspace,
        reference: `${registry.host}/team/app:latest`,
      }),
      owned: '200 200 200 404 404 200',
      sharee: 200,
    },
    {
      route: 'GET /images/parse?workspace=:workspace&reference=nginx',
      owned: '200 200 200 404 404 200',
      sharee: 200,
    },
    {
      route: 'GET /image-uses?workspace=:workspace',
      owned: '200 200 200 404 404 200',
      sharee: 200,
    },
    {
      route: 'POST /image-uses',
      body: workspace => ({
        workspace,
        reference: 'nginx:1',
        usedBy: 'component:default/shop',
      }),
      owned: '201 201 201 404 404 201',
      sharee: 201,
    },
    {
      route: 'GET /encryption-keys',
      owned: '200 404 404 404 404 404',
      sharee: 404,
    },
    {
      route: 'GET /openapi.json',
      owned: '200 200 200 200 200 200',
      sharee: 200,
    },
  ];

  function ask(
    person: Person,
    { route, body }: Pick<Row, 'route' | 'body'>,
    { workspace = 'group:default/payments', of = id } = {},
  ) {
    return portal.call(
      person,
      route.replace(':id', of).replace(':workspace', workspace),
      body?.(workspace),
      // A stale one, so that nothing is changed by those who may.
      { 'If-Match': etag.replace(/\d+/, '999') },
    );
  }

  async function share(sharing: object, person: Person = 'olivia') {
    const { body: now } = await portal.call(
      'olivia',
      `GET /integrations/${id}`,
    );
    return portal.call(
      person,
      `PATCH /integrations/${id}`,
      { sharing },
      { 'If-Match': now.etag },
    );
  }

  const storefront = { workspace: 'group:default/storefront' };
  const named = {
    with: 'workspaces',
    workspaces: ['Group:default/Storefront'],
  };

  it('has an entry for every route of the router', async () => {
    const { body } = await portal.call('olivia', 'GET /openapi.json');
    const served = Object.entries<object>(body.paths).flatMap(
      ([path, methods]) =>
        Object.keys(methods).map(
          method => `${method.toUpperCase()} ${path.replace('{id}', ':id')}`,
        ),
    );
    const tested = rows.map(({ route }) => route.split('?')[0]);
    expect(tested.sort()).toEqual(served.sort());
  });

  describe('to an integration of a workspace', () => {
    it.each(rows)('$route', async row => {
      const got: number[] = [];
      for (const person of everybody) {
        got.push((await ask(person, row)).status);
      }
      expect(got.join(' ')).toBe(row.owned);
    });

    it('lists nothing of it for others', async () => {
      for (const person of ['lena', 'noah'] as const) {
        for (const query of ['', '?workspace=group:default/payments']) {
          const { body } = await portal.call(
            person,
            `GET /integrations${query}`,
          );
          expect(body.items).toEqual([]);
        }
      }
    });

    it.each(
      rows.filter(({ route, body }) => `${route} ${body}`.includes('id')),
    )(
      'tells others no difference to one that is not there: $route',
      async row => {
        const nowhere = '00000000-0000-4000-8000-000000000000';
        const other = {
          ...row,
          ...(row.route === 'POST /connection-tests' && {
            body: () => ({ integrationId: nowhere }),
          }),
        };
        for (const person of ['lena', 'noah'] as const) {
          const hidden = await ask(person, row);
          const missing = await ask(person, other, { of: nowhere });
          expect(missing.status).toBe(hidden.status);
          expect(missing.headers.etag?.length).toBe(
            hidden.headers.etag?.length,
          );
          expect(missing.text.replaceAll(nowhere, 'ID')).toBe(
            hidden.text.replaceAll(id, 'ID'),
          );
        }
      },
    );

    it('has no answer to guessed ETags either', async () => {
      for (const guess of [etag, '"v1"', '*', '"nonsense"']) {
        const { status } = await portal.call(
          'lena',
          `PATCH /integrations/${id}`,
          { name: 'Mine now' },
          { 'If-Match': guess },
        );
        expect(status).toBe(404);
      }
    });
  });

  describe('to one that is shared', () => {
    it('is given by platform admins alone', async () => {
      expect((await share(named, 'priya')).status).toBe(403);
      expect((await share(named, 'marco')).status).toBe(403);
      expect((await share(named, 'lena')).status).toBe(404);
      expect((await share(named, 'service')).status).toBe(403);
    });

    it.each([
      [{ with: 'workspaces', workspaces: [] }, /at least one workspace/],
      [
        { with: 'everybody', workspaces: ['group:default/storefront'] },
        /only be named/,
      ],
      [{ with: 'friends' }, /nobody, workspaces or everybody/],
      [
        { with: 'workspaces', workspaces: ['group:default/no-such-team'] },
        /no group group:default\/no-such-team/,
      ],
    ])('refuses %j', async (sharing, message) => {
      const { status, body } = await share(sharing);
      expect(status).toBe(400);
      expect(body.error.message).toMatch(message);
    });

    describe.each([
      ['with a workspace by name', named, '404'],
      ['with everybody', { with: 'everybody' }, '200'],
    ])('%s', (_, sharing, outsider) => {
      beforeAll(async () => {
        expect((await share(sharing)).status).toBe(200);
      });

      afterAll(async () => {
        expect((await share({ with: 'nobody' })).status).toBe(200);
      });

      it.each(rows)('$route', async row => {
        expect((await ask('lena', row, storefront)).status).toBe(row.sharee);
        // The workspace that owns it is still none of hers.
        const theirs = await ask('lena', row);
        const mine = /:workspace|POST \/(images|image-uses|integrations$)/;
        expect(theirs.status).toBe(mine.test(row.route) ? 404 : row.sharee);
        // Nothing changes for those it belongs to.
        const kept = row.owned.split(' ');
        expect(String((await ask('priya', row)).status)).toBe(kept[1]);
        expect(String((await ask('marco', row)).status)).toBe(kept[2]);
      });

      it('shows name, type and health, and no more', async () => {
        const { body } = await ask('lena', { route: 'GET /integrations/:id' });
        expect(Object.keys(body).sort()).toEqual([
          'access',
          'health',
          'id',
          'managedBy',
          'name',
          'repositoryIndex',
          'type',
        ]);
        expect(body.access).toBe('shared');
        const list = await portal.call(
          'lena',
          'GET /integrations?workspace=group:default/storefront',
        );
        expect(list.body.items).toEqual([body]);
      });

      it('is offered in her search, marked as shared', async () => {
        const { body } = await ask(
          'lena',
          { route: 'GET /repositories?workspace=:workspace' },
          storefront,
        );
        expect(body.items).toEqual([
          expect.objectContaining({ name: 'team/app', integrationId: id }),
        ]);
        expect(body.sources).toEqual([
          expect.objectContaining({ integrationId: id, shared: true }),
        ]);
      });

      it('is seen by somebody without a workspace only where it is everybody’s', async () => {
        const { status } = await ask('noah', {
          route: 'GET /integrations/:id',
        });
        expect(String(status)).toBe(outsider);
      });
    });

    it('ends when it is shared no longer', async () => {
      for (const row of rows.filter(({ route }) => route.includes(':id'))) {
        expect((await ask('lena', row, storefront)).status).toBe(404);
      }
    });

    it('is written down, with whom', () => {
      const events = portal.audited.filter(event =>
        event.includes('integration-share'),
      );
      expect(events.join()).toContain('group:default/storefront');
      expect(portal.audited.join()).toMatch(/fail NotAllowedError Only the/);
    });
  });
});
