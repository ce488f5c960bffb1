import { change, remove } from '../__testUtils__/change';
import { databases } from '../__testUtils__/databases';
import { crawled, settled } from '../__testUtils__/integrate';
import { share } from '../__testUtils__/share';
import { login, workspace } from '../__testUtils__/useIntegration';
import { by, useAudit } from './__testUtils__/useAudit';

describe.each(databases.eachSupportedId())('audit on %s', databaseId => {
  const { scene, eventsOf } = useAudit(databaseId);

  it('tells who integrated which registry', () => {
    expect(scene.portal.events[0]).toMatchObject({
      eventId: 'integration-create',
      status: 'succeeded',
      severityLevel: 'medium',
      who: by('priya'),
      meta: {
        workspace,
        integrationId: scene.id,
        type: 'docker',
        name: 'Company registry',
        url: scene.registry.url,
      },
    });
  });

  it('tells which fields were changed, and not what secrets are in them', async () => {
    const events = await eventsOf(async () => {
      const { headers } = await scene.portal.call(
        'priya',
        `PATCH /integrations/${scene.id}`,
        { description: 'Ours', password: login.password },
        { 'If-Match': scene.etag },
      );
      ({ etag: scene.etag } = headers);
    });
    expect(events).toEqual([
      expect.objectContaining({
        eventId: 'integration-update',
        status: 'succeeded',
        who: by('priya'),
        meta: {
          workspace,
          integrationId: scene.id,
          fields: ['description', 'password'],
        },
      }),
    ]);
  });

  it('tells of a change that came too late', async () => {
    const [event] = await eventsOf(() =>
      scene.portal.call(
        'priya',
        `PATCH /integrations/${scene.id}`,
        { description: 'Mine' },
        { 'If-Match': '"v1"' },
      ),
    );
    expect(event).toMatchObject({
      eventId: 'integration-update',
      status: 'failed',
      meta: { workspace, integrationId: scene.id, fields: ['description'] },
      error: expect.stringContaining('ConflictError: Somebody else'),
    });
  });

  it('tells with whom an integration is shared', async () => {
    const sharing = {
      with: 'workspaces',
      workspaces: ['group:default/storefront'],
    };
    const [event] = await eventsOf(() =>
      share(scene.portal, scene.id, sharing),
    );
    expect(event).toMatchObject({
      eventId: 'integration-share',
      status: 'succeeded',
      who: by('olivia'),
      meta: { workspace, integrationId: scene.id, sharing },
    });
    await share(scene.portal, scene.id, { with: 'nobody' });
  });

  it('tells of connection tests, and how they ended', async () => {
    const events = await eventsOf(() =>
      scene.portal.call('priya', 'POST /connection-tests', {
        integrationId: scene.id,
      }),
    );
    expect(events).toEqual([
      expect.objectContaining({
        eventId: 'connection-test',
        status: 'succeeded',
        who: by('priya'),
        meta: { workspace, integrationId: scene.id, ok: true },
      }),
    ]);
  });

  it('tells of refreshing', async () => {
    const [event] = await eventsOf(() =>
      scene.portal.call('petra', `POST /integrations/${scene.id}/refresh`),
    );
    await crawled(scene.portal, scene.id);
    expect(event).toMatchObject({
      eventId: 'integration-refresh',
      status: 'succeeded',
      who: by('petra'),
      meta: { workspace, integrationId: scene.id },
    });
  });

  it('tells of scans', async () => {
    const [event] = await eventsOf(() =>
      scene.portal.call('marco', `POST /integrations/${scene.id}/scan`, {
        repository: 'team/app',
        digest: `sha256:${'0'.repeat(64)}`,
      }),
    );
    expect(event).toMatchObject({
      eventId: 'image-scan',
      status: 'failed',
      who: by('marco'),
      meta: { workspace, integrationId: scene.id, repository: 'team/app' },
    });
  });

  describe('tells of logins that failed', () => {
    const wrong = { username: 'robot', password: 'not-the-password' };

    it('in a test of what is not saved', async () => {
      const events = await eventsOf(() =>
        scene.portal.call('priya', 'POST /connection-tests', {
          workspace,
          type: 'docker',
          url: scene.registry.url,
          ...wrong,
        }),
      );
      expect(events).toEqual([
        expect.objectContaining({
          eventId: 'login-failure',
          status: 'failed',
          who: by('priya'),
          meta: { workspace, url: scene.registry.url },
        }),
        expect.objectContaining({
          eventId: 'connection-test',
          meta: expect.objectContaining({ ok: false, failed: 'UNAUTHORIZED' }),
        }),
      ]);
    });

    it('when an integration is made or changed', async () => {
      const events = await eventsOf(async () => {
        await scene.portal.call('priya', 'POST /integrations', {
          workspace,
          type: 'docker',
          name: 'Second',
          url: scene.registry.url,
          ...wrong,
        });
        await change(scene.portal, scene.id, wrong);
      });
      expect(events).toMatchObject([
        {
          eventId: 'login-failure',
          meta: { workspace, url: scene.registry.url },
        },
        { eventId: 'integration-create', status: 'failed' },
        {
          eventId: 'login-failure',
          meta: { workspace, integrationId: scene.id },
        },
        { eventId: 'integration-update', status: 'failed' },
      ]);
    });

    it('when a registry takes a password no longer, once', async () => {
      let integrationId = '';
      const first = await eventsOf(async () => {
        const away = await scene.portal.call(
          'priya',
          'POST /integrations?verify=false',
          {
            workspace,
            type: 'docker',
            name: 'Expired',
            url: scene.registry.url,
            ...wrong,
          },
        );
        integrationId = away.body.id;
        await settled(scene.portal, integrationId);
      });
      expect(
        first.filter(({ eventId }) => eventId === 'login-failure'),
      ).toEqual([
        expect.objectContaining({
          status: 'failed',
          // It is the portal that has looked.
          who: undefined,
          meta: { workspace, integrationId, url: scene.registry.url },
        }),
      ]);
      const again = await eventsOf(async () => {
        await scene.portal.call(
          'priya',
          `POST /integrations/${integrationId}/refresh`,
        );
        await settled(scene.portal, integrationId);
      });
      expect(again.map(({ eventId }) => eventId)).toEqual([
        'integration-refresh',
      ]);
    });
  });

  it('writes nothing down of reading what one may', async () => {
    const events = await eventsOf(async () => {
      await scene.portal.call('marco', `GET /integrations/${scene.id}`);
      await scene.portal.call(
        'marco',
        `GET /repositories?workspace=${workspace}`,
      );
    });
    expect(events).toEqual([]);
  });

  it('tells who removed what', async () => {
    const [event] = await eventsOf(() => remove(scene.portal, scene.id));
    expect(event).toMatchObject({
      eventId: 'integration-delete',
      status: 'succeeded',
      who: by('priya'),
      meta: { workspace, integrationId: scene.id, name: 'Company registry' },
    });
  });

  it('holds no password', () => {
    const everything = JSON.stringify(scene.portal.events);
    expect(everything).not.toContain(login.password);
    expect(everything).not.toContain('not-the-password');
  });
});
