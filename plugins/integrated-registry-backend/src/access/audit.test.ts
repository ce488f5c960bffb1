import { TestDatabases } from '@backstage/backend-test-utils';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { crawled, integrate } from '../__testUtils__/integrate';
import { share } from '../__testUtils__/share';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const login = { username: 'robot', password: 'password-of-a-test' };
const workspace = 'group:default/payments';

describe.each(databases.eachSupportedId())('audit on %s', databaseId => {
  let registry: RegistrySimulator;
  let portal: TestPortal;
  let id: string;
  let etag: string;

  beforeAll(async () => {
    registry = await RegistrySimulator.start({ login });
    registry.store.addImage('team/app', buildImage(), 'latest');
    portal = await startPortal({ knex: await databases.init(databaseId) });
    ({ id, etag } = await integrate(portal, { url: registry.url, ...login }));
  }, 120_000);

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  /** What was written down of a call, and nothing else. */
  async function eventsOf(act: () => Promise<unknown>) {
    const before = portal.events.length;
    await act();
    return portal.events.slice(before);
  }

  const by = (person: string) =>
    expect.stringContaining(`user:default/${person}`);

  it('tells who integrated which registry', () => {
    expect(portal.events[0]).toMatchObject({
      eventId: 'integration-create',
      status: 'succeeded',
      severityLevel: 'medium',
      who: by('priya'),
      meta: {
        workspace,
        integrationId: id,
        type: 'docker',
        name: 'Company registry',
        url: registry.url,
      },
    });
  });

  it('tells which fields were changed, and not what secrets are in them', async () => {
    const events = await eventsOf(async () => {
      const { headers } = await portal.call(
        'priya',
        `PATCH /integrations/${id}`,
        { description: 'Ours', password: login.password },
        { 'If-Match': etag },
      );
      ({ etag } = headers);
    });
    expect(events).toEqual([
      expect.objectContaining({
        eventId: 'integration-update',
        status: 'succeeded',
        who: by('priya'),
        meta: {
          workspace,
          integrationId: id,
          fields: ['description', 'password'],
        },
      }),
    ]);
  });

  it('tells of a change that came too late', async () => {
    const [event] = await eventsOf(() =>
      portal.call(
        'priya',
        `PATCH /integrations/${id}`,
        { description: 'Mine' },
        { 'If-Match': '"v1"' },
      ),
    );
    expect(event).toMatchObject({
      eventId: 'integration-update',
      status: 'failed',
      meta: { workspace, integrationId: id, fields: ['description'] },
      error: expect.stringContaining('ConflictError: Somebody else'),
    });
  });

  it('tells with whom an integration is shared', async () => {
    const sharing = {
      with: 'workspaces',
      workspaces: ['group:default/storefront'],
    };
    const [event] = await eventsOf(() => share(portal, id, sharing));
    expect(event).toMatchObject({
      eventId: 'integration-share',
      status: 'succeeded',
      who: by('olivia'),
      meta: { workspace, integrationId: id, sharing },
    });
    await share(portal, id, { with: 'nobody' });
  });

  it.each([
    ['role', workspace],
    ['absent', 'group:default/no-such-team'],
  ])(
    'tells that somebody has listed the integrations of a workspace that is not theirs: %s',
    async (reason, asked) => {
      const events = await eventsOf(async () => {
        const { status, body } = await portal.call(
          'lena',
          `GET /integrations?workspace=${asked}`,
        );
        expect(status).toBe(200);
        expect(body).toEqual({
          items: [],
          complete: true,
          asOf: expect.any(String),
        });
      });
      expect(events).toEqual([
        expect.objectContaining({
          eventId: 'access-denied',
          who: by('lena'),
          meta: {
            refusal: expect.objectContaining({
              action: 'read',
              reason,
              workspace: asked,
            }),
          },
        }),
      ]);
    },
  );

  it('tells of connection tests, and how they ended', async () => {
    const events = await eventsOf(() =>
      portal.call('priya', 'POST /connection-tests', { integrationId: id }),
    );
    expect(events).toEqual([
      expect.objectContaining({
        eventId: 'connection-test',
        status: 'succeeded',
        who: by('priya'),
        meta: { workspace, integrationId: id, ok: true },
      }),
    ]);
  });

  it('tells of refreshing', async () => {
    const [event] = await eventsOf(() =>
      portal.call('petra', `POST /integrations/${id}/refresh`),
    );
    await crawled(portal, id);
    expect(event).toMatchObject({
      eventId: 'integration-refresh',
      status: 'succeeded',
      who: by('petra'),
      meta: { workspace, integrationId: id },
    });
  });

  it('tells of scans', async () => {
    const [event] = await eventsOf(() =>
      portal.call('marco', `POST /integrations/${id}/scan`, {
        repository: 'team/app',
        digest: `sha256:${'0'.repeat(64)}`,
      }),
    );
    expect(event).toMatchObject({
      eventId: 'image-scan',
      status: 'failed',
      who: by('marco'),
      meta: { workspace, integrationId: id, repository: 'team/app' },
    });
  });

  describe('tells of logins that failed', () => {
    const wrong = { username: 'robot', password: 'not-the-password' };

    it('in a test of what is not saved', async () => {
      const events = await eventsOf(() =>
        portal.call('priya', 'POST /connection-tests', {
          workspace,
          type: 'docker',
          url: registry.url,
          ...wrong,
        }),
      );
      expect(events).toEqual([
        expect.objectContaining({
          eventId: 'login-failure',
          status: 'failed',
          who: by('priya'),
          meta: { workspace, url: registry.url },
        }),
        expect.objectContaining({
          eventId: 'connection-test',
          meta: expect.objectContaining({ ok: false, failed: 'UNAUTHORIZED' }),
        }),
      ]);
    });

    it('when an integration is made or changed', async () => {
      const events = await eventsOf(async () => {
        await portal.call('priya', 'POST /integrations', {
          workspace,
          type: 'docker',
          name: 'Second',
          url: registry.url,
          ...wrong,
        });
        const { body } = await portal.call('priya', `GET /integrations/${id}`);
        await portal.call('priya', `PATCH /integrations/${id}`, wrong, {
          'If-Match': body.etag,
        });
      });
      expect(events).toMatchObject([
        { eventId: 'login-failure', meta: { workspace, url: registry.url } },
        { eventId: 'integration-create', status: 'failed' },
        { eventId: 'login-failure', meta: { workspace, integrationId: id } },
        { eventId: 'integration-update', status: 'failed' },
      ]);
    });

    it('when a registry takes a password no longer, once', async () => {
      const checked = async (integrationId: string) => {
        for (;;) {
          const { health } = await crawled(portal, integrationId);
          if (!health.checking) {
            return;
          }
          await new Promise(resolve => setTimeout(resolve, 20));
        }
      };
      let integrationId = '';
      const first = await eventsOf(async () => {
        const away = await portal.call(
          'priya',
          'POST /integrations?verify=false',
          {
            workspace,
            type: 'docker',
            name: 'Expired',
            url: registry.url,
            ...wrong,
          },
        );
        integrationId = away.body.id;
        await checked(integrationId);
      });
      expect(
        first.filter(({ eventId }) => eventId === 'login-failure'),
      ).toEqual([
        expect.objectContaining({
          status: 'failed',
          // It is the portal that has looked.
          who: undefined,
          meta: { workspace, integrationId, url: registry.url },
        }),
      ]);
      const again = await eventsOf(async () => {
        await portal.call(
          'priya',
          `POST /integrations/${integrationId}/refresh`,
        );
        await checked(integrationId);
      });
      expect(again.map(({ eventId }) => eventId)).toEqual([
        'integration-refresh',
      ]);
    });
  });

  describe('tells operators why somebody was refused', () => {
    it.each([
      ['lena', `GET /integrations/:id`, 'read', 'role', 'other'],
      [
        'lena',
        'GET /integrations/:id/tags?repository=a',
        'use',
        'role',
        'other',
      ],
      ['lena', 'POST /integrations/:id/refresh', 'update', 'role', 'other'],
      ['marco', 'POST /integrations/:id/refresh', 'update', 'role', 'member'],
      ['marco', 'DELETE /integrations/:id', 'delete', 'role', 'member'],
      ['service', 'DELETE /integrations/:id', 'delete', 'role', 'service'],
    ] as const)('%s: %s', async (person, route, action, reason, role) => {
      const events = await eventsOf(() =>
        portal.call(person, route.replace(':id', id), undefined, {
          'If-Match': '"v1"',
        }),
      );
      expect(events).toEqual([
        expect.objectContaining({
          status: 'failed',
          meta: expect.objectContaining({
            refusal: { action, reason, role, workspace, integrationId: id },
          }),
        }),
      ]);
    });

    it.each([
      ['GET /integrations?workspace=group:default/payments', 'read', 'role'],
      ['GET /integrations?workspace=group:default/no-such', 'read', 'absent'],
      ['GET /repositories?workspace=group:default/payments', 'use', 'role'],
      [
        'GET /images/parse?workspace=group:default/payments&reference=nginx',
        'use',
        'role',
      ],
      ['GET /image-uses?workspace=group:default/no-such', 'use', 'absent'],
    ])(
      'with little severity where pages ask by themselves, lena: %s',
      async (route, action, reason) => {
        const events = await eventsOf(() => portal.call('lena', route));
        expect(events).toEqual([
          expect.objectContaining({
            eventId: 'access-denied',
            status: 'failed',
            severityLevel: 'low',
            who: by('lena'),
            meta: { refusal: expect.objectContaining({ action, reason }) },
          }),
        ]);
      },
    );

    it.each([
      ['GET /integrations/:id', undefined],
      ['GET /integrations/guessed', undefined],
      ['GET /integrations/:id/tags?repository=team/app', undefined],
      [
        'POST /images/resolve',
        {
          workspace: 'group:default/storefront',
          selection: {
            integrationId: ':id',
            repository: 'team/app',
            tag: 'latest',
          },
        },
      ],
      [
        'POST /image-uses',
        { workspace, reference: 'nginx:1', usedBy: 'component:default/shop' },
      ],
      ['DELETE /integrations/:id', undefined],
      ['POST /integrations/:id/refresh', undefined],
      ['POST /connection-tests', { integrationId: ':id' }],
      [
        'POST /integrations',
        { workspace, type: 'docker', name: 'A', url: 'http://a' },
      ],
      ['GET /encryption-keys', undefined],
    ])(
      'with more where somebody guesses or would change something, lena: %s',
      async (route, body) => {
        const events = await eventsOf(() =>
          portal.call(
            'lena',
            route.replace(':id', id),
            body && JSON.parse(JSON.stringify(body).replace(':id', id)),
            { 'If-Match': '"v1"' },
          ),
        );
        expect(events).toEqual([
          expect.objectContaining({
            status: 'failed',
            severityLevel: 'medium',
            meta: expect.objectContaining({ refusal: expect.anything() }),
          }),
        ]);
      },
    );

    it('where there is nothing behind an id', async () => {
      const [event] = await eventsOf(() =>
        portal.call('lena', 'GET /integrations/guessed'),
      );
      expect(event.meta).toEqual({
        refusal: { action: 'read', reason: 'absent', integrationId: 'guessed' },
      });
    });

    it('where somebody would share', async () => {
      const [event] = await eventsOf(() =>
        share(portal, id, { with: 'everybody' }, 'priya'),
      );
      expect(event).toMatchObject({
        eventId: 'integration-share',
        meta: { refusal: { action: 'share', reason: 'role', workspace } },
      });
    });

    it('and not the one who was refused', () => {
      expect(portal.answers.join()).not.toContain('refusal');
      expect(portal.answers.join()).not.toContain('absent');
    });
  });

  it('writes nothing down of reading what one may', async () => {
    const events = await eventsOf(async () => {
      await portal.call('marco', `GET /integrations/${id}`);
      await portal.call('marco', `GET /repositories?workspace=${workspace}`);
    });
    expect(events).toEqual([]);
  });

  it('tells who removed what', async () => {
    const { body } = await portal.call('priya', `GET /integrations/${id}`);
    const [event] = await eventsOf(() =>
      portal.call('priya', `DELETE /integrations/${id}`, undefined, {
        'If-Match': body.etag,
      }),
    );
    expect(event).toMatchObject({
      eventId: 'integration-delete',
      status: 'succeeded',
      who: by('priya'),
      meta: { workspace, integrationId: id, name: 'Company registry' },
    });
  });

  it('holds no password', () => {
    const everything = JSON.stringify(portal.events);
    expect(everything).not.toContain(login.password);
    expect(everything).not.toContain('not-the-password');
  });
});
