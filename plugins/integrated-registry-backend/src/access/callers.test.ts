import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import allowAllPolicy from '@backstage/plugin-permission-backend-module-allow-all-policy';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { integrationReadPermission } from 'backstage-plugin-integrated-registry-common';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import {
  permissionBackend,
  permissionBackendWith,
} from '../__testUtils__/permissionBackend';
import {
  PortalOptions,
  startPortal,
  TestPortal,
} from '../__testUtils__/startPortal';
import { login, useRegistry } from '../__testUtils__/useIntegration';
import {
  createIntegrationConditionalDecision,
  integrationConditions,
} from './conditions';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const deny: PermissionPolicy = {
  handle: async () => ({ result: AuthorizeResult.DENY }),
};

describe('callers', () => {
  const scene = useRegistry();
  let portal: TestPortal;
  let id: string;

  async function start(options: Omit<PortalOptions, 'knex'>) {
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      ...options,
    });
  }

  afterEach(() => portal?.stop());

  /** What each of them is answered, as somebody with this header. */
  const statusesOf = async (headers: Record<string, string>) => {
    const statuses: number[] = [];
    for (const route of [
      'GET /workspaces',
      `GET /integrations/${id}`,
      `GET /integrations/${id}/tags?repository=team/app`,
      `POST /integrations/${id}/refresh`,
    ]) {
      const { status } = await portal.call('noah', route, undefined, headers);
      statuses.push(status);
    }
    return statuses.join(' ');
  };

  it('are known by the tokens of users and plugins, and by nothing else', async () => {
    await start({
      features: [
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
      ],
    });
    ({ id } = await integrate(portal, { url: scene.registry.url, ...login }));
    const priya = 'user:default/priya';
    const auth = mockServices.auth({ pluginId: 'scaffolder' });
    const onBehalfOf = async (person: string) => ({
      // What a template's task sends: the scaffolder's token in the name of who has started it.
      Authorization: `Bearer ${
        (
          await auth.getPluginRequestToken({
            onBehalfOf: mockCredentials.user(`user:default/${person}`),
            targetPluginId: 'integrated-registry',
          })
        ).token
      }`,
    });
    expect(await statusesOf(await onBehalfOf('priya'))).toBe('200 200 200 202');
    expect(await statusesOf(await onBehalfOf('marco'))).toBe('200 200 200 403');
    expect(await statusesOf(await onBehalfOf('lena'))).toBe('200 404 404 404');

    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'integrated-registry',
    });
    expect(await statusesOf({ Authorization: `Bearer ${token}` })).toBe(
      '200 200 200 403',
    );
    const { token: elsewhere } = await auth.getPluginRequestToken({
      onBehalfOf: mockCredentials.user(priya),
      targetPluginId: 'catalog',
    });

    const nobody = '401 401 401 401';
    const unknown: Record<string, string>[] = [
      { Authorization: `Bearer ${elsewhere}` },
      { Authorization: '' },
      { Authorization: mockCredentials.none.header() },
      { Authorization: mockCredentials.user.invalidHeader() },
      { Authorization: mockCredentials.service.invalidHeader() },
      // The cookie of the portal's pages lets pictures be seen, and no integrations.
      { Authorization: '', Cookie: mockCredentials.limitedUser.cookie(priya) },
      {
        Authorization: `Bearer ${mockCredentials.limitedUser.token(priya)}`,
      },
    ];
    for (const headers of unknown) {
      expect(await statusesOf(headers)).toBe(nobody);
    }
  });

  it.each<[string, Omit<PortalOptions, 'knex'>]>([
    [
      'where permissions are disabled, whatever the policy says',
      { permission: { enabled: false }, features: permissionBackend(deny) },
    ],
    [
      'where the policy allows everything',
      {
        permission: { enabled: true },
        features: permissionBackendWith(allowAllPolicy),
      },
    ],
  ])('have their roles %s', async (_, options) => {
    await start(options);
    ({ id } = await integrate(portal, { url: scene.registry.url, ...login }));
    const statusesAs = (person: string) =>
      statusesOf({
        Authorization: mockCredentials.user.header(`user:default/${person}`),
      });
    expect(await statusesAs('olivia')).toBe('200 200 200 202');
    expect(await statusesAs('priya')).toBe('200 200 200 202');
    expect(await statusesAs('marco')).toBe('200 200 200 403');
    expect(await statusesAs('lena')).toBe('200 404 404 404');
    expect(await statusesAs('noah')).toBe('200 404 404 404');
  });

  it('are what the policy lets them be, where roles are not enforced', async () => {
    let types = ['docker'];
    await start({
      settings: { workspaces: { enforceRoles: false } },
      permission: { enabled: true },
      features: permissionBackend({
        handle: async ({ permission }) =>
          permission.name === integrationReadPermission.name
            ? createIntegrationConditionalDecision(
                integrationReadPermission,
                integrationConditions.isType({ types }),
              )
            : { result: AuthorizeResult.ALLOW },
      }),
    });
    ({ id } = await integrate(portal, { url: scene.registry.url, ...login }));
    const read = async () => {
      const single = await portal.call('noah', `GET /integrations/${id}`);
      const list = await portal.call('noah', 'GET /integrations');
      return [single.status, list.body.items.length];
    };
    expect(await read()).toEqual([200, 1]);
    types = ['harbor'];
    expect(await read()).toEqual([404, 0]);
  });
});
