import { TestDatabaseId } from '@backstage/backend-test-utils';
import { buildImage, WebhookCall } from 'registry-simulator';
import { PortalOptions, TestPortal } from '../../__testUtils__/startPortal';
import { until } from '../../__testUtils__/until';
import { useIntegration } from '../../__testUtils__/useIntegration';

const payments = 'workspace=group:default/payments';

/** What people and a registry do about a webhook. */
export function atWebhook(portal: TestPortal, id: string) {
  return {
    /** A new secret. */
    async renew(): Promise<string> {
      const { status, body } = await portal.call(
        'priya',
        `POST /integrations/${id}/webhook`,
      );
      expect(status).toBe(201);
      return body.secret;
    },
    async read() {
      const { body } = await portal.call(
        'priya',
        `GET /integrations/${id}/webhook`,
      );
      return body;
    },
    /** Calls as a registry does, without a token of Backstage. */
    send: ({ headers, body }: WebhookCall, to = id) =>
      portal.call('noah', `POST /webhooks/${to}`, body, {
        Authorization: '',
        ...headers,
      }),
    async tags(repository: string): Promise<string[] | undefined> {
      const { body } = await portal.call(
        'marco',
        `GET /integrations/${id}/tags?repository=${repository}`,
      );
      return body.items?.map(({ name }: { name: string }) => name).sort();
    },
    async found(name: string): Promise<boolean> {
      const { body } = await portal.call(
        'marco',
        `GET /repositories?${payments}&integration=${id}&q=${name}`,
      );
      return body.items.some((item: { name: string }) => item.name === name);
    },
    /** Waits until the repository is in the search, or is not. */
    async isFound(name: string, wanted = true): Promise<void> {
      await until(
        () => this.found(name),
        isThere => isThere === wanted,
      );
    },
  };
}

/** A portal with a registry that has a webhook with a secret, for all tests of a block. */
export function useWebhooks(
  databaseId: TestDatabaseId,
  options: Omit<PortalOptions, 'knex'> = {},
) {
  const scene = useIntegration(databaseId, options);
  const webhook = {} as ReturnType<typeof atWebhook> & { secret: string };

  beforeAll(async () => {
    Object.assign(webhook, atWebhook(scene.portal, scene.id));
    webhook.secret = await webhook.renew();
  });

  const push = (repository: string, tag: string) =>
    scene.registry.store.addImage(repository, buildImage(), tag);

  return { scene, webhook, push };
}
