import {
  integrationReadPermission,
  integrationUsePermission,
} from 'backstage-plugin-integrated-registry-common';
import { databases } from '../__testUtils__/databases';
import { allow, deny, useDecisions } from '../__testUtils__/permissionsThat';
import { share } from '../__testUtils__/share';
import { useIntegration } from '../__testUtils__/useIntegration';
import {
  createIntegrationConditionalDecision,
  integrationConditions,
} from './conditions';

type Conditions = Parameters<typeof createIntegrationConditionalDecision>[1];

const { inWorkspace, hasWorkspaceMember, hasWorkspaceAdmin, isType, isShared } =
  integrationConditions;
const payments = inWorkspace({ workspaces: ['Group:default/Payments'] });
const elsewhere = inWorkspace({ workspaces: ['group:default/storefront'] });
/** The types demand that there is one at least; what a policy computes may be empty all the same. */
const empty: unknown[] = [];
const nothing = { anyOf: empty } as unknown as Conditions;
const all = { allOf: empty } as unknown as Conditions;

describe.each(databases.eachSupportedId())('policies on %s', databaseId => {
  const decisions = useDecisions();
  const scene = useIntegration(databaseId, { features: [decisions.feature] });

  beforeAll(() =>
    share(scene.portal, scene.id, {
      with: 'workspaces',
      workspaces: ['group:default/storefront'],
    }),
  );

  it.each<[string, Conditions, boolean]>([
    ['IN_WORKSPACE', payments, true],
    ['IN_WORKSPACE of another', elsewhere, false],
    [
      'HAS_WORKSPACE_MEMBER',
      hasWorkspaceMember({ claims: ['group:default/payments'] }),
      true,
    ],
    [
      'HAS_WORKSPACE_MEMBER of another',
      hasWorkspaceMember({ claims: ['group:default/storefront'] }),
      false,
    ],
    [
      'HAS_WORKSPACE_ADMIN',
      hasWorkspaceAdmin({ claims: ['User:default/Petra'] }),
      true,
    ],
    [
      'HAS_WORKSPACE_ADMIN of another',
      hasWorkspaceAdmin({ claims: ['user:default/marco'] }),
      false,
    ],
    ['IS_TYPE', isType({ types: ['docker'] }), true],
    ['IS_TYPE of another', isType({ types: ['harbor'] }), false],
    ['IS_SHARED', isShared({ workspaces: ['group:default/storefront'] }), true],
    ['IS_SHARED with everybody', isShared({}), false],
    ['anyOf', { anyOf: [elsewhere, payments] }, true],
    ['allOf', { allOf: [elsewhere, payments] }, false],
    ['not', { not: elsewhere }, true],
    ['an anyOf of nothing', nothing, false],
    ['an allOf of nothing', all, false],
    ['not an anyOf of nothing', { not: nothing }, false],
    ['not an allOf of nothing', { not: all }, false],
    ['nothing beside something', { anyOf: [nothing, payments] }, true],
    ['nothing together with something', { allOf: [all, payments] }, false],
    ['a list of no workspaces', inWorkspace({ workspaces: [] }), false],
  ])(
    'narrows lists and single integrations alike: %s',
    async (_, conditions, visible) => {
      decisions.decide = permission =>
        permission.name === integrationReadPermission.name ||
        permission.name === integrationUsePermission.name
          ? createIntegrationConditionalDecision(
              integrationReadPermission,
              conditions,
            )
          : allow;
      for (const person of ['olivia', 'marco'] as const) {
        const list = await scene.portal.call(person, 'GET /integrations');
        expect(list.body.items.length).toBe(visible ? 1 : 0);
        const single = await scene.portal.call(
          person,
          `GET /integrations/${scene.id}`,
        );
        expect(single.status).toBe(visible ? 200 : 404);
        const search = await scene.portal.call(
          person,
          'GET /repositories?workspace=group:default/payments',
        );
        expect(search.body.items.length).toBe(visible ? 1 : 0);
        const tags = await scene.portal.call(
          person,
          `GET /integrations/${scene.id}/tags?repository=team/app`,
        );
        expect(tags.status).toBe(visible ? 200 : 404);
      }
    },
  );

  it('widens nothing: whoever has no role stays outside', async () => {
    decisions.decide = () =>
      createIntegrationConditionalDecision(integrationReadPermission, payments);
    const { status } = await scene.portal.call(
      'noah',
      `GET /integrations/${scene.id}`,
    );
    expect(status).toBe(403);
    decisions.decide = permission =>
      permission.name === 'integrated-registry.access'
        ? allow
        : createIntegrationConditionalDecision(
            integrationReadPermission,
            payments,
          );
    const inside = await scene.portal.call(
      'noah',
      `GET /integrations/${scene.id}`,
    );
    expect(inside.status).toBe(404);
  });

  it('tells operators that it was the policy', async () => {
    decisions.decide = ({ name }) =>
      name === integrationReadPermission.name ? deny : allow;
    await scene.portal.call('marco', `GET /integrations/${scene.id}`);
    expect(scene.portal.events.at(-1)).toMatchObject({
      eventId: 'access-denied',
      meta: { refusal: { reason: 'policy', role: 'member' } },
    });
    decisions.decide = () => deny;
    const { status } = await scene.portal.call('marco', 'GET /workspaces');
    expect(status).toBe(403);
    expect(scene.portal.events.at(-1)).toMatchObject({
      eventId: 'access-denied',
      // Their menu asks this whenever they open the portal.
      severityLevel: 'low',
      meta: { refusal: { reason: 'access' } },
    });
  });
});
