import { buildImage, RegistrySimulator } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { workspace } from '../__testUtils__/useIntegration';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe('an image of a registry that is integrated twice', () => {
  let registry: RegistrySimulator;
  let portal: TestPortal;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    registry = await RegistrySimulator.start({});
    for (const name of ['team/app', 'team/tool']) {
      registry.store.addImage(name, buildImage(), '1.2.0');
    }
    portal = await startPortal({ knex: await databases.init('SQLITE_3') });
    for (const [name, repositoryFilter] of [
      ['Everything', undefined],
      ['Applications', ['team/app']],
    ] as const) {
      const { id } = await integrate(portal, {
        type: 'docker',
        name,
        url: registry.url,
        ...(repositoryFilter && { repositoryFilter: [...repositoryFilter] }),
      });
      ids[name] = id;
    }
  });

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  const resolve = (image: object) =>
    portal.call('marco', 'POST /images/resolve', { workspace, ...image });
  const reference = (repository: string) =>
    `${new URL(registry.url).host}/${repository}:1.2.0`;

  it('is refused by its reference alone, naming both and how to say which', async () => {
    const { status, body } = await resolve({
      reference: reference('team/app'),
    });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(
      /Several integrations of this workspace have .*team\/app:1\.2\.0.*"Applications", "Everything".*registries.*output: object/,
    );
  });

  it.each(['Everything', 'Applications'])(
    'is judged as it was chosen, or as the template names it: %s',
    async name => {
      const selection = {
        integrationId: ids[name],
        repository: 'team/app',
        tag: '1.2.0',
      };
      const chosen = await resolve({ selection });
      expect(chosen.body).toMatchObject({ integrationId: ids[name] });
      const named = await resolve({
        reference: reference('team/app'),
        policy: { registries: [ids[name]] },
      });
      expect(named.body).toMatchObject({
        integrationId: ids[name],
        passed: true,
      });
    },
  );

  it('is that of the only one that knows the repository', async () => {
    const { body } = await resolve({ reference: reference('team/tool') });
    expect(body).toMatchObject({ integrationId: ids.Everything });
  });

  it('is read back with one of them, for pages that only show it', async () => {
    const { body } = await portal.call(
      'marco',
      `GET /images/parse?workspace=${workspace}&reference=${reference(
        'team/app',
      )}`,
    );
    expect(Object.values(ids)).toContain(body.integrationId);
  });
});
