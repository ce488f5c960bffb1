import { TestDatabases } from '@backstage/backend-test-utils';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  integrationCreatePermission,
  integrationUpdatePermission,
  RESOURCE_TYPE_WORKSPACE,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import { allow, deny, permissionsThat } from '../__testUtils__/permissionsThat';
import { Person, startPortal, TestPortal } from '../__testUtils__/startPortal';
import {
  createIntegrationConditionalDecision,
  createWorkspaceConditionalDecision,
  integrationConditions,
  workspaceConditions,
} from './conditions';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

type Conditions = Parameters<typeof createWorkspaceConditionalDecision>[1];

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const workspaces = ['group:default/payments', 'group:default/storefront'];
const [payments, storefront] = workspaces;
const { inWorkspace, hasWorkspaceMember, hasWorkspaceAdmin } =
  workspaceConditions;
const nothing: unknown[] = [];
const noAny = { anyOf: nothing } as unknown as Conditions;
const noAll = { allOf: nothing } as unknown as Conditions;
const inPayments = inWorkspace({ workspaces: ['Group:default/Payments'] });
const ofLena = hasWorkspaceAdmin({ claims: ['User:default/Lena'] });

/** Conditions, and the workspaces for which they let registries be integrated. */
const table: [string, Conditions, string[]][] = [
  ['IN_WORKSPACE', inPayments, [payments]],
  ['IN_WORKSPACE of both', inWorkspace({ workspaces }), workspaces],
  [
    'IN_WORKSPACE of what is not there',
    inWorkspace({ workspaces: ['group:default/no-such-team', 'payments'] }),
    [],
  ],
  ['IN_WORKSPACE of none', inWorkspace({ workspaces: [] }), []],
  ['not IN_WORKSPACE', { not: inPayments }, [storefront]],
  [
    'not IN_WORKSPACE of none',
    { not: inWorkspace({ workspaces: [] }) },
    workspaces,
  ],
  [
    'HAS_WORKSPACE_MEMBER',
    hasWorkspaceMember({
      claims: ['user:default/olivia', 'GROUP:default/storefront'],
    }),
    [storefront],
  ],
  [
    'HAS_WORKSPACE_MEMBER of an admin who is named',
    hasWorkspaceMember({ claims: ['user:default/priya'] }),
    [],
  ],
  ['HAS_WORKSPACE_MEMBER of nobody', hasWorkspaceMember({ claims: [] }), []],
  [
    'not HAS_WORKSPACE_MEMBER',
    { not: hasWorkspaceMember({ claims: [storefront] }) },
    [payments],
  ],
  ['HAS_WORKSPACE_ADMIN', ofLena, [storefront]],
  [
    'HAS_WORKSPACE_ADMIN of a member',
    hasWorkspaceAdmin({ claims: ['user:default/marco', payments] }),
    [],
  ],
  ['HAS_WORKSPACE_ADMIN of nobody', hasWorkspaceAdmin({ claims: [] }), []],
  ['not HAS_WORKSPACE_ADMIN', { not: ofLena }, [payments]],
  ['anyOf', { anyOf: [inPayments, ofLena] }, workspaces],
  ['allOf', { allOf: [inPayments, ofLena] }, []],
  ['groups in groups', { allOf: [{ not: { anyOf: [ofLena] } }] }, [payments]],
];

/** Groups that a policy has put nothing into. */
const empty: [string, Conditions, string[]][] = [
  ['an anyOf of nothing', noAny, []],
  ['an allOf of nothing', noAll, []],
  ['not an anyOf of nothing', { not: noAny }, []],
  ['not an allOf of nothing', { not: noAll }, []],
  ['nothing beside something', { anyOf: [noAll, inPayments] }, [payments]],
  ['nothing together with something', { allOf: [noAll, inPayments] }, []],
];

describe('conditions on workspaces', () => {
  let portal: TestPortal;
  let create: PolicyDecision;
  let update: PolicyDecision;

  beforeAll(async () => {
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      features: [
        permissionsThat(({ name }) => {
          if (name === integrationCreatePermission.name) {
            return create;
          }
          return name === integrationUpdatePermission.name ? update : allow;
        }),
      ],
    });
  });

  beforeEach(() => {
    create = allow;
    update = allow;
  });

  afterAll(() => portal?.stop());

  /** What the page shows a button by. */
  async function offered(person: Person): Promise<string[]> {
    const { body } = await portal.call(person, 'GET /workspaces');
    return body.items.flatMap(({ entityRef, canCreate }: Workspace) =>
      canCreate ? entityRef : [],
    );
  }

  /** Where somebody is let through with a type, or what else they are answered. */
  async function integrated(
    person: Person,
    type = 'no-such-type',
  ): Promise<Record<string, number>> {
    const answers: Record<string, number> = {};
    for (const workspace of workspaces) {
      const { status } = await portal.call(person, 'POST /integrations', {
        workspace,
        type,
        name: 'To come',
        url: 'http://127.0.0.1:1',
      });
      answers[workspace] = status;
    }
    return answers;
  }

  async function tested(person: Person): Promise<string[]> {
    const through: string[] = [];
    for (const workspace of workspaces) {
      const { status } = await portal.call(person, 'POST /connection-tests', {
        workspace,
        type: 'docker',
        url: 'http://127.0.0.1:1',
      });
      expect([200, 403]).toContain(status);
      if (status === 200) {
        through.push(workspace);
      }
    }
    return through;
  }

  const apply = (conditions: Conditions) =>
    portal.call(
      'service',
      'POST /.well-known/backstage/permissions/apply-conditions',
      {
        items: [
          {
            id: 'all',
            resourceRef: [...workspaces, 'group:default/no-such-team'],
            resourceType: RESOURCE_TYPE_WORKSPACE,
            conditions,
          },
        ],
      },
    );

  const answersOf = (allowed: readonly string[]) =>
    Object.fromEntries(
      // The type is not there, which only those hear who are let through.
      workspaces.map(ref => [ref, allowed.includes(ref) ? 400 : 403]),
    );

  it.each([...table, ...empty])(
    'say for which workspaces registries are integrated and tested, and the page is told: %s',
    async (_, conditions, allowed) => {
      create = createWorkspaceConditionalDecision(
        integrationCreatePermission,
        conditions,
      );
      // A platform admin's role lets everything through.
      expect(await offered('olivia')).toEqual(allowed);
      expect(await integrated('olivia')).toEqual(answersOf(allowed));
      expect(await tested('olivia')).toEqual(allowed);
      // Roles hold beside them.
      const hers = allowed.filter(ref => ref === payments);
      expect(await offered('priya')).toEqual(hers);
      expect(await integrated('priya')).toEqual({
        ...answersOf(hers),
        [storefront]: 404,
      });
      expect(await offered('marco')).toEqual([]);
      expect(await integrated('marco')).toEqual({
        [payments]: 403,
        [storefront]: 404,
      });
    },
  );

  it.each(table)(
    'decide the permission backend’s questions the same: %s',
    async (_, conditions, allowed) => {
      const { body } = await apply(conditions);
      expect(body.items).toEqual([
        {
          id: 'all',
          result: [
            ...workspaces.map(ref =>
              allowed.includes(ref) ? 'ALLOW' : 'DENY',
            ),
            'DENY',
          ],
        },
      ]);
    },
  );

  it.each(empty)(
    'have its questions refused where there is nothing in them: %s',
    async (_, conditions) => {
      expect((await apply(conditions)).status).toBe(400);
    },
  );

  it('hold the page to types as well: where none may be integrated, there is no button', async () => {
    const ofTypes = (...types: string[]) =>
      createIntegrationConditionalDecision(
        integrationUpdatePermission,
        integrationConditions.isType({ types }),
      );
    update = ofTypes('jfrog', 'no-such-type');
    expect(await offered('priya')).toEqual([payments]);
    expect(await integrated('priya')).toEqual({
      [payments]: 400,
      [storefront]: 404,
    });
    expect(await integrated('priya', 'docker')).toMatchObject({
      [payments]: 403,
    });
    update = ofTypes('of-another-portal');
    expect(await offered('priya')).toEqual([]);
    expect(await integrated('priya', 'jfrog')).toMatchObject({
      [payments]: 403,
    });
    update = deny;
    expect(await offered('olivia')).toEqual([]);
  });
});
