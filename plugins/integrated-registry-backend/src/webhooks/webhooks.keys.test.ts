import { distributionCall } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { useRegistry } from '../__testUtils__/useIntegration';
import { newKey, oldKey, useKeys } from '../credentials/__testUtils__/useKeys';
import { atWebhook } from './__testUtils__/useWebhooks';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())(
  'secrets of webhooks and encryption keys on %s',
  databaseId => {
    const registry = useRegistry({});
    const { scene, restart } = useKeys(databaseId);

    /** A webhook, and what a call with its secret is answered by the portal as it is then. */
    async function aWebhook() {
      const { url } = registry.registry;
      const { id } = await integrate(scene.portal, { url });
      const secret = await atWebhook(scene.portal, id).renew();
      const call = distributionCall({ secret, repository: 'team/app' });
      const webhook = () => atWebhook(scene.portal, id);
      const send = async () => {
        scene.portal.net.add(secret, 'the secret of a webhook');
        return (await webhook().send(call)).status;
      };
      return { webhook, send };
    }

    it('are brought to a new key in the background, until the old one can go', async () => {
      const { send } = await aWebhook();
      const inUse = async () =>
        (
          await scene.portal.call('olivia', 'GET /encryption-keys')
        ).body.items.map(
          ({ credentials }: { credentials: number }) => credentials,
        );
      await restart([newKey, oldKey]);
      expect(await inUse()).toEqual([0, 1]);
      expect(await send()).toBe(202);
      await scene.portal.runTask('reencryption');
      expect(await inUse()).toEqual([1, 0]);
      await restart([newKey]);
      expect(await send()).toBe(202);
    });

    it('are refused where the key is lost, and can be renewed', async () => {
      const { webhook, send } = await aWebhook();
      await restart([newKey], [oldKey.id]);
      expect(await send()).toBe(401);
      const { lastRefused } = await webhook().read();
      expect(lastRefused.wording.message.code).toBe(
        'WEBHOOK_SECRET_UNREADABLE',
      );
      const secret = await webhook().renew();
      const { status } = await webhook().send(
        distributionCall({ secret, repository: 'team/app' }),
      );
      expect(status).toBe(202);
    });
  },
);
