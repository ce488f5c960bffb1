import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { bindNamespace, readBinding } from '../../__testUtils__/bindNamespace';
import { crawled } from '../../__testUtils__/integrate';
import { until } from '../../__testUtils__/until';
import { workspace } from '../../__testUtils__/useIntegration';
import { useDeploying } from './useDeploying';

export const admin = {
  username: 'admin',
  password: 'password-of-the-admin',
};
const DAY_MS = 86_400_000;
const MOMENTS = ['created_at', 'expires_at', 'due_at'] as const;

/** A portal as of `useDeploying`, with a Harbor besides that makes robot accounts. */
export function useMinting(databaseId: TestDatabaseId) {
  const scene = useDeploying(databaseId);
  const now = {} as {
    harbor: RegistrySimulator;
    /** Id of the integration of the Harbor. */
    harborId: string;
  };

  beforeEach(async () => {
    now.harbor = await RegistrySimulator.start({
      harbor: { accounts: [{ ...admin, kind: 'admin' }] },
    });
    for (const repository of ['shop/app', 'team/app']) {
      now.harbor.store.addImage(repository, buildImage(), '1.0');
    }
    const { body } = await scene.portal.call('priya', 'POST /integrations', {
      workspace,
      type: 'harbor',
      name: 'Harbor',
      url: now.harbor.url,
      ...admin,
    });
    now.harborId = body.id;
    await crawled(scene.portal, body.id);
  });

  afterEach(() => now.harbor?.stop());

  const minted = (knex: Knex) => knex('minted_credentials');

  /** What the portal does every few seconds. */
  async function look(): Promise<void> {
    await scene.portal.runTask('minted-credentials');
    await scene.look();
  }

  return Object.assign(now, {
    scene,
    look,
    decide: (decision: object) =>
      scene.portal.call(
        'priya',
        `PUT /integrations/${now.harborId}/pull-credential`,
        { workspace, ...decision },
      ),
    /** What pods pull the Harbor's images with. */
    login: () => scene.auths()?.[new URL(now.harbor.url).host],
    /** Rows that the portal keeps. */
    rows: () => minted(scene.knex).orderBy('name'),
    /** As if so many days had passed since. */
    async pass(days: number): Promise<void> {
      for (const row of await minted(scene.knex)) {
        const moved = MOMENTS.flatMap(name =>
          row[name] === null
            ? []
            : [
                [
                  name,
                  new Date(Date.parse(row[name]) - days * DAY_MS).toISOString(),
                ],
              ],
        );
        await minted(scene.knex)
          .where({ name: row.name })
          .update(Object.fromEntries(moved));
      }
    },
    /** Binds the namespace `shop`, and waits for its pull secret. */
    async inPlace() {
      const { id } = await bindNamespace(scene.portal, {
        cluster: 'dev',
        namespace: 'shop',
      });
      return until(
        async () => {
          await look();
          return readBinding(scene.portal, id);
        },
        ({ state }) => state === 'inPlace',
      );
    },
    /** Can somebody pull with this? */
    async works({ username, password }: Record<string, string>) {
      const image = `${now.harbor.url}/v2/shop/app/manifests/1.0`;
      const challenge = (await fetch(image)).headers.get('www-authenticate')!;
      const [, realm, service] = /realm="(.+?)",service="(.+?)"/.exec(
        challenge,
      )!;
      const basic = Buffer.from(`${username}:${password}`).toString('base64');
      const token = await fetch(
        `${realm}?service=${service}&scope=repository:shop/app:pull`,
        { headers: { authorization: `Basic ${basic}` } },
      );
      const { token: bearer } = (await token.json()) as { token?: string };
      const answer = await fetch(image, {
        headers: {
          accept: 'application/vnd.oci.image.manifest.v1+json',
          authorization: `Bearer ${bearer}`,
        },
      });
      await answer.text();
      return answer.ok;
    },
  });
}
