import { distributionCall } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { useWebhooks } from './__testUtils__/useWebhooks';

jest.setTimeout(60_000);

const nowhere = '00000000-0000-4000-8000-000000000000';
const repository = 'team/app';

describe.each(databases.eachSupportedId())(
  'refused webhooks on %s',
  databaseId => {
    const { scene, webhook, push } = useWebhooks(databaseId);

    const suspend = (since: string | null) =>
      scene
        .knex('integrations')
        .where({ id: scene.id })
        .update({ suspended_since: since });

    it('are answered alike, whatever the reason and whether there is an integration', async () => {
      const { secret } = webhook;
      const forged = `${secret.slice(0, -1)}${
        secret.endsWith('A') ? 'B' : 'A'
      }`;
      const statements: string[] = [];
      const watch = ({ sql }: { sql: string }) => statements.push(sql);
      const ask = async (own: string | undefined, to = scene.id) => {
        statements.length = 0;
        scene.knex.on('query', watch);
        const call = distributionCall({ secret: own, repository });
        const { status, text } = await webhook.send(call, to);
        scene.knex.off('query', watch);
        return [status, text.replaceAll(to, 'ID'), [...statements].sort()];
      };
      const expected = await ask(undefined);
      expect(expected[0]).toBe(401);
      expect(expected[1]).toContain('missing or wrong');
      expect(await ask(undefined, nowhere)).toEqual(expected);
      expect(await ask(forged)).toEqual(expected);
      expect(await ask(forged, nowhere)).toEqual(expected);
      expect(await ask(secret, nowhere)).toEqual(expected);
      expect(await ask(secret, '..%2F..')).toEqual([
        401,
        expect.stringContaining('missing or wrong'),
        expected[2],
      ]);
      await suspend(new Date().toISOString());
      expect(await ask(secret)).toEqual(expected);
      await suspend(null);
      expect((await ask(secret))[0]).toBe(202);
    });

    it('are audited, with nothing of what came with them', async () => {
      await webhook.send(distributionCall({ secret: 'a-guess', repository }));
      expect(scene.portal.events.at(-1)).toEqual({
        eventId: 'webhook-refused',
        severityLevel: 'medium',
        status: 'failed',
        meta: { integrationId: scene.id },
        error: expect.stringContaining('AuthenticationError: Access denied'),
        who: undefined,
      });
      expect(scene.portal.audited.join()).not.toContain('a-guess');
    });

    it.each([
      ['no secret', undefined, 'WEBHOOK_SECRET_MISSING'],
      ['another secret', 'a-guess', 'WEBHOOK_SECRET_WRONG'],
    ])(
      'are shown to those who may change the integration: %s',
      async (_, secret, code) => {
        await webhook.send(distributionCall({ secret, repository }));
        const { lastRefused, active } = await webhook.read();
        expect(active).toBe(true);
        expect(lastRefused.wording.message.code).toBe(code);
        expect(Date.now() - Date.parse(lastRefused.at)).toBeLessThan(10_000);
        const { status } = await scene.portal.call(
          'marco',
          `GET /integrations/${scene.id}/webhook`,
        );
        expect(status).toBe(403);
      },
    );

    it('are those with a secret that was renewed or removed', async () => {
      const before = webhook.secret;
      const send = async (secret: string) =>
        (await webhook.send(distributionCall({ secret, repository }))).status;
      webhook.secret = await webhook.renew();
      expect([await send(before), await send(webhook.secret)]).toEqual([
        401, 202,
      ]);
      const removed = await scene.portal.call(
        'priya',
        `DELETE /integrations/${scene.id}/webhook`,
      );
      expect([removed.status, removed.body.active]).toEqual([200, false]);
      expect(await send(webhook.secret)).toBe(401);
      const { lastRefused } = await webhook.read();
      expect(lastRefused.wording.message.code).toBe('WEBHOOK_NO_SECRET');
      webhook.secret = await webhook.renew();
      expect(
        scene.portal.events
          .filter(({ eventId }) => eventId.startsWith('webhook-secret'))
          .map(({ eventId, status, meta }) => [eventId, status, meta]),
      ).toEqual(
        ['renew', 'renew', 'remove', 'renew'].map(action => [
          `webhook-secret-${action}`,
          'succeeded',
          { integrationId: scene.id, workspace: 'group:default/payments' },
        ]),
      );
    });

    it('are those whose secret is in the address, where logs would keep it', async () => {
      const { secret } = webhook;
      const { body } = distributionCall({ repository });
      const { status } = await scene.portal.call(
        'noah',
        `POST /webhooks/${scene.id}?secret=${secret}&token=${secret}`,
        body,
        { Authorization: '' },
      );
      expect(status).toBe(401);
    });

    it('are bounded within a minute, and keep nobody out who has the secret', async () => {
      const { secret } = webhook;
      const forged = distributionCall({ secret: 'a-guess', repository });
      // More than in two minutes: one may end meanwhile.
      const before = scene.portal.events.length;
      const statuses: number[] = [];
      const waits: number[] = [];
      for (let call = 0; call < 130; call++) {
        const { status, headers } = await webhook.send(forged);
        statuses.push(status);
        waits.push(Number(headers['retry-after'] ?? 0));
      }
      expect(statuses).toContain(429);
      expect(Math.max(...waits)).toBeGreaterThan(0);
      expect(Math.max(...waits)).toBeLessThanOrEqual(60);
      expect(scene.portal.events.length - before).toBeLessThanOrEqual(120);
      push(repository, 'after-a-flood');
      const call = distributionCall({ secret, repository });
      expect((await webhook.send(call)).status).toBe(202);
      expect(await webhook.tags(repository)).toContain('after-a-flood');
    });
  },
);
