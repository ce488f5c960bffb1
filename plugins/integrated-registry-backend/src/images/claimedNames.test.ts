import { buildImage, RegistrySimulator } from 'registry-simulator';
import { change } from '../__testUtils__/change';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { share } from '../__testUtils__/share';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { workspace } from '../__testUtils__/useIntegration';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe('a rule that names a registry', () => {
  const name = 'Company registry';
  let registry: RegistrySimulator;
  let portal: TestPortal;
  let id: string;

  beforeAll(async () => {
    registry = await RegistrySimulator.start({});
    registry.store.addImage('team/app', buildImage(), '1.2.0');
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: {
        integrations: [
          {
            workspace,
            type: 'docker',
            name: 'Configured registry',
            url: registry.url,
          },
        ],
      },
    });
    ({ id } = await integrate(portal, {
      type: 'docker',
      name,
      url: registry.url,
    }));
  });

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  const judge = async (integrationId: string, registries: string[]) => {
    const { status, body } = await portal.call(
      'marco',
      'POST /images/resolve',
      {
        workspace,
        selection: { integrationId, repository: 'team/app', tag: '1.2.0' },
        policy: { registries },
      },
    );
    expect(status).toBe(200);
    return body;
  };
  const sources = async () =>
    (
      await portal.call(
        'marco',
        `GET /repository-sources?workspace=${workspace}`,
      )
    ).body.items.map((item: Record<string, unknown>) => [
      item.name,
      item.nameConfirmed,
    ]);

  it('does not hold for a name that a workspace has given', async () => {
    const { passed, rules } = await judge(id, [name]);
    expect(passed).toBe(false);
    expect(rules).toEqual([
      expect.objectContaining({
        rule: 'registry',
        message: expect.stringMatching(
          new RegExp(`a workspace has chosen its name.* by its id, ${id}`),
        ),
      }),
    ]);
    expect((await judge(id, [id])).passed).toBe(true);
    expect(await sources()).toContainEqual([name, false]);
  });

  it('holds for a name of the configuration', async () => {
    const [{ id: configured }] = (
      await portal.call('marco', `GET /integrations?workspace=${workspace}`)
    ).body.items.filter(
      (item: { managedBy: string }) => item.managedBy === 'config',
    );
    expect((await judge(configured, ['Configured registry'])).passed).toBe(
      true,
    );
    expect(await sources()).toContainEqual(['Configured registry', true]);
  });

  it('holds while a platform admin shares it, and its workspace does not rename it then', async () => {
    await share(portal, id, { with: 'everybody' });
    expect((await judge(id, [name])).passed).toBe(true);
    expect(await sources()).toContainEqual([name, true]);

    const renamed = await change(portal, id, { name: 'Another' }, 'priya');
    expect(renamed.status).toBe(403);
    expect(renamed.body.error.message).toMatch(
      /Only platform admins .* rename an integration that is shared/,
    );
    const same = { name, description: 'Ours' };
    expect((await change(portal, id, same, 'priya')).status).toBe(200);
    const another = { name: 'Another' };
    expect((await change(portal, id, another, 'olivia')).status).toBe(200);

    await share(portal, id, { with: 'nobody' });
    expect((await judge(id, ['Another'])).passed).toBe(false);
    expect((await change(portal, id, { name }, 'priya')).status).toBe(200);
  });
});
