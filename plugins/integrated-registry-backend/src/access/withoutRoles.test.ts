import {
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  integrationCreatePermission,
  integrationCredentialPermission,
  integrationReadPermission,
  integrationUsePermission,
  RESOURCE_TYPE_INTEGRATION,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { allow, deny, useDecisions } from '../__testUtils__/permissionsThat';
import { share } from '../__testUtils__/share';
import { Person, startPortal } from '../__testUtils__/startPortal';
import {
  login,
  useIntegration,
  workspace as payments,
} from '../__testUtils__/useIntegration';
import {
  createIntegrationConditionalDecision,
  createWorkspaceConditionalDecision,
  integrationConditions,
  workspaceConditions,
} from './conditions';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const settings = { workspaces: { enforceRoles: false } };

const readOnly = ({ name }: Permission): PolicyDecision =>
  [
    'integrated-registry.access',
    integrationReadPermission.name,
    integrationUsePermission.name,
  ].includes(name)
    ? allow
    : deny;

/** Everything, but not in the workspace `payments`. */
const elsewhere = (permission: Permission): PolicyDecision => {
  if (isResourcePermission(permission, RESOURCE_TYPE_INTEGRATION)) {
    return createIntegrationConditionalDecision(permission, {
      not: integrationConditions.inWorkspace({ workspaces: [payments] }),
    });
  }
  return permission.name === integrationCreatePermission.name
    ? createWorkspaceConditionalDecision(integrationCreatePermission, {
        not: workspaceConditions.inWorkspace({ workspaces: [payments] }),
      })
    : allow;
};

const noPasswords = ({ name }: Permission): PolicyDecision =>
  name === integrationCredentialPermission.name ? deny : allow;

/**
 * What somebody without any role is answered about an integration of `payments`: where the policy
 * allows everything, lets read only, allows everything elsewhere, and everything but passwords. ETags
 * are stale, so that nothing is changed by it.
 */
const table: [string, object | undefined, string][] = [
  ['GET /integrations/:id', undefined, '200 200 404 200'],
  [
    'POST /integrations',
    { workspace: payments, type: 'no-such-type', name: 'A', url: 'http://a' },
    '400 403 403 400',
  ],
  [
    'POST /integrations',
    {
      workspace: 'group:default/storefront',
      type: 'no-such-type',
      name: 'A',
      url: 'http://a',
    },
    '400 403 400 400',
  ],
  ['PATCH /integrations/:id', { description: 'Ours' }, '409 403 404 409'],
  ['PATCH /integrations/:id', { password: 'another' }, '409 403 404 403'],
  [
    'PATCH /integrations/:id',
    { sharing: { with: 'everybody' } },
    '409 403 404 409',
  ],
  ['DELETE /integrations/:id', undefined, '409 403 404 409'],
  ['POST /connection-tests', { integrationId: ':id' }, '200 403 404 200'],
  ['POST /integrations/:id/refresh', undefined, '202 403 404 202'],
  ['DELETE /integrations/:id/crawl', undefined, '200 403 404 200'],
  ['DELETE /integrations/:id/kept-repositories', undefined, '200 403 404 200'],
  [
    'GET /integrations/:id/tags?repository=team/app',
    undefined,
    '200 200 404 200',
  ],
  [
    'GET /integrations/:id/artifact?repository=team/app&reference=latest',
    undefined,
    '200 200 404 200',
  ],
  [
    'POST /images/resolve',
    {
      workspace: payments,
      selection: {
        integrationId: ':id',
        repository: 'team/app',
        tag: 'latest',
      },
    },
    '200 200 404 200',
  ],
  // What is no permission stays with those whom the configuration names.
  ['GET /encryption-keys', undefined, '404 404 404 404'],
];

describe('where roles are not enforced', () => {
  const decisions = useDecisions();
  const scene = useIntegration('SQLITE_3', {
    settings,
    permission: { enabled: true },
    features: [decisions.feature],
  });

  async function ask(person: Person, route: string, body?: object) {
    const { status } = await scene.portal.call(
      person,
      route.replace(':id', scene.id),
      body && JSON.parse(JSON.stringify(body).replace(':id', scene.id)),
      { 'If-Match': '"v999"' },
    );
    return status;
  }

  it.each(table)('the policy decides %s %j', async (route, body, expected) => {
    const got: number[] = [];
    for (const policy of [() => allow, readOnly, elsewhere, noPasswords]) {
      decisions.decide = policy;
      got.push(await ask('noah', route, body));
    }
    expect(got.join(' ')).toBe(expected);
  });

  it.each<[string, (permission: Permission) => PolicyDecision, number]>([
    ['everything is allowed', () => allow, 1],
    ['reading is allowed', readOnly, 1],
    ['everything elsewhere is allowed', elsewhere, 0],
  ])(
    'lists hold what the policy lets through: %s',
    async (_, policy, count) => {
      decisions.decide = policy;
      const list = await scene.portal.call('noah', 'GET /integrations');
      expect(list.body.items).toHaveLength(count);
      const found = await scene.portal.call(
        'noah',
        `GET /repositories?workspace=${payments}`,
      );
      expect(found.body.items).toHaveLength(count);
      const { body } = await scene.portal.call('noah', 'GET /workspaces');
      expect(
        body.items.map(({ entityRef, canCreate, counts }: Workspace) => [
          entityRef,
          canCreate,
          counts.integrations,
        ]),
      ).toEqual([
        [payments, policy !== readOnly && policy !== elsewhere, count],
        ['group:default/storefront', policy !== readOnly, 0],
      ]);
    },
  );

  it('somebody without any role shares, changes and removes, if the policy says so', async () => {
    const { status, body } = await share(
      scene.portal,
      scene.id,
      { with: 'everybody' },
      'noah',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ access: 'manage', canChangeCredential: true });
    const second = await integrate(scene.portal, {
      name: 'Second',
      url: scene.registry.url,
      ...login,
    });
    const removed = await scene.portal.call(
      'noah',
      `DELETE /integrations/${second.id}`,
      undefined,
      { 'If-Match': second.etag },
    );
    expect(removed.status).toBe(204);
  });

  it('other plugins change nothing all the same', async () => {
    expect(await ask('service', 'DELETE /integrations/:id')).toBe(403);
    expect(await ask('service', 'POST /integrations/:id/refresh')).toBe(403);
  });

  it('warns at start that the policy decides alone', () => {
    expect(scene.portal.logged.filter(line => line.startsWith('warn'))).toEqual(
      [expect.stringContaining('the permission policy alone decides')],
    );
  });

  it.each([{ enabled: false }, undefined])(
    'does not start where there is no policy either: %j',
    async permission => {
      await expect(
        startPortal({
          knex: await databases.init('SQLITE_3'),
          settings,
          ...(permission && { permission }),
        }),
      ).rejects.toThrow(
        /enforceRoles is false, but permission\.enabled is not true: everybody could change and remove every integration\. Set permission\.enabled to true/,
      );
    },
  );
});
