import { accessTable, ask, Target } from '../__testUtils__/accessTable';
import { databases } from '../__testUtils__/databases';
import { crawled } from '../__testUtils__/integrate';
import { share } from '../__testUtils__/share';
import { useIntegration } from '../__testUtils__/useIntegration';

const named = {
  with: 'workspaces',
  workspaces: ['Group:default/Storefront'],
};

/** All but platform admins, and what each is answered. */
const refused = [
  ['priya', 403],
  ['petra', 403],
  ['marco', 403],
  ['lena', 404],
  ['service', 403],
] as const;

describe.each(databases.eachSupportedId())('sharing on %s', databaseId => {
  const scene = useIntegration(databaseId);

  it('is for platform admins alone', async () => {
    for (const [person, status] of [...refused] as const) {
      expect((await share(scene.portal, scene.id, named, person)).status).toBe(
        status,
      );
    }
  });

  it('is for them alone as confirming an image host is', async () => {
    for (const [person, status] of [...refused, ['olivia', 200]] as const) {
      const { etag } = (
        await scene.portal.call('olivia', `GET /integrations/${scene.id}`)
      ).body;
      const answer = await scene.portal.call(
        person,
        `PATCH /integrations/${scene.id}`,
        { confirmImageHost: true },
        { 'If-Match': etag },
      );
      expect([person, answer.status]).toEqual([person, status]);
    }
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
    const { status, body } = await share(scene.portal, scene.id, sharing);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });

  describe.each([
    ['with a workspace by name', named, 404],
    ['with everybody', { with: 'everybody' }, 200],
  ])('%s', (_, sharing, outsider) => {
    beforeAll(() => share(scene.portal, scene.id, sharing));

    afterAll(() => share(scene.portal, scene.id, { with: 'nobody' }));

    it('shows name, type and health, and no more', async () => {
      const { body, headers } = await scene.portal.call(
        'lena',
        `GET /integrations/${scene.id}`,
      );
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
      // Express has a weak one for every answer; what changes are made with is not among it.
      expect(headers.etag).not.toMatch(/"v\d+"/);
      const list = await scene.portal.call(
        'lena',
        'GET /integrations?workspace=group:default/storefront',
      );
      expect(list.body.items).toEqual([body]);
    });

    it('is offered in her search, marked as shared', async () => {
      const { body } = await scene.portal.call(
        'lena',
        'GET /repositories?workspace=group:default/storefront',
      );
      expect(body.items).toEqual([
        expect.objectContaining({ name: 'team/app', integrationId: scene.id }),
      ]);
      const sources = await scene.portal.call(
        'lena',
        'GET /repository-sources?workspace=group:default/storefront',
      );
      expect(sources.body.items).toEqual([
        expect.objectContaining({ integrationId: scene.id, shared: true }),
      ]);
    });

    it('is counted in her workspace, and not as its own', async () => {
      const { body } = await scene.portal.call('lena', 'GET /workspaces');
      expect(body.items).toEqual([
        expect.objectContaining({
          entityRef: 'group:default/storefront',
          counts: { integrations: 0, unhealthy: 0, shared: 1 },
        }),
      ]);
    });

    it('is found by its name, and not by an address that is not shown', async () => {
      const find = async (person: 'lena' | 'marco', q: string) =>
        (await scene.portal.call(person, `GET /integrations?q=${q}`)).body.items
          .length;
      const port = new URL(scene.registry.url).port;
      expect(await find('lena', 'Company')).toBe(1);
      expect(await find('lena', port)).toBe(0);
      expect(await find('marco', port)).toBe(1);
    });

    it('is seen by somebody without a workspace only where it is everybody’s', async () => {
      const { status } = await scene.portal.call(
        'noah',
        `GET /integrations/${scene.id}`,
      );
      expect(status).toBe(outsider);
    });
  });

  it('tells that it fails, and not at which address', async () => {
    const away = await scene.portal.call(
      'priya',
      'POST /integrations?verify=false',
      {
        workspace: 'group:default/payments',
        type: 'docker',
        name: 'Away',
        url: 'http://127.0.0.1:1',
      },
    );
    await crawled(scene.portal, away.body.id);
    await scene.portal.call(
      'priya',
      `POST /integrations/${away.body.id}/refresh`,
    );
    await crawled(scene.portal, away.body.id);
    expect((await share(scene.portal, away.body.id, named)).status).toBe(200);

    const owners = await scene.portal.call(
      'marco',
      `GET /integrations/${away.body.id}`,
    );
    expect(owners.text).toContain('127.0.0.1:1');
    const seen = await scene.portal.call(
      'lena',
      `GET /integrations/${away.body.id}`,
    );
    expect(seen.body.health).toMatchObject({
      state: 'unhealthy',
      failure: { code: 'CONNECTION_REFUSED' },
    });
    expect(seen.text).not.toContain('127.0.0.1');
    const found = await scene.portal.call(
      'lena',
      'GET /repository-sources?workspace=group:default/storefront',
    );
    expect(found.body.items).toEqual([
      expect.objectContaining({
        health: seen.body.health,
        repositoryIndex: seen.body.repositoryIndex,
      }),
    ]);
    expect(found.body.items[0].health.failure.message).not.toContain('127');

    const image = { integrationId: away.body.id, repository: 'team/app' };
    for (const [route, body] of [
      [`GET /integrations/${away.body.id}/tags?repository=team/app`],
      [
        `GET /integrations/${away.body.id}/artifact?repository=team/app&reference=1`,
      ],
      [
        'POST /images/resolve',
        {
          workspace: 'group:default/storefront',
          selection: { ...image, tag: '1' },
        },
      ],
    ] as const) {
      const live = await scene.portal.call('lena', route, body);
      expect(live.status).toBe(503);
      expect(live.body.error).toMatchObject({ code: 'CONNECTION_REFUSED' });
      expect(live.text).not.toContain('127.0.0.1');
    }
    const live = await scene.portal.call(
      'marco',
      `GET /integrations/${away.body.id}/tags?repository=team/app`,
    );
    expect(live.body.error.message).toContain('127.0.0.1');
  });

  it('tells whom it is shared with which image is not there', async () => {
    await share(scene.portal, scene.id, named);
    const { status, body } = await scene.portal.call(
      'lena',
      `GET /integrations/${scene.id}/artifact?repository=team/app&reference=no-such-tag`,
    );
    expect(status).toBe(404);
    expect(body.error.message).toMatch(/^The registry has no such image/);
  });

  it('ends when it is shared no longer', async () => {
    await share(scene.portal, scene.id, named);
    await share(scene.portal, scene.id, { with: 'nobody' });
    const target: Target = {
      id: scene.id,
      bindingId: 'of-nothing',
      url: scene.registry.url,
      workspace: 'group:default/storefront',
    };
    const rows = accessTable.filter(({ route }) => route.includes(':id'));
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      // A webhook knows nobody, and has a secret of its own.
      const refusal = row.route === 'POST /webhooks/:id' ? 401 : 404;
      const { status } = await ask(scene.portal, 'lena', row, target);
      expect([row.route, status]).toEqual([row.route, refusal]);
    }
  });
});
