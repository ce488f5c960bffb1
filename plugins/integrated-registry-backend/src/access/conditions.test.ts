import { TestDatabases } from '@backstage/backend-test-utils';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  integrationReadPermission,
  integrationUsePermission,
  RESOURCE_TYPE_INTEGRATION,
} from 'backstage-plugin-integrated-registry-common';
import {
  allOf,
  anyOf,
  empty,
  Expectation,
  IntegrationConditions,
  named,
  names,
  nested,
  not,
  single,
} from '../__testUtils__/conditionCorpus';
import { allow, permissionsThat } from '../__testUtils__/permissionsThat';
import { share } from '../__testUtils__/share';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { createIntegrationConditionalDecision } from './conditions';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const login = { username: 'robot', password: 'password-of-a-test' };
const url = 'http://127.0.0.1:1';
const workspaces = ['group:default/payments', 'group:default/storefront'];

// Some hundred conditions are asked in four ways, also on a busy machine.
jest.setTimeout(300_000);

describe.each(databases.eachSupportedId())('conditions on %s', databaseId => {
  let portal: TestPortal;
  let decision: PolicyDecision;
  /** Names of the integrations, by their ids. */
  const nameOf = new Map<string, string>();

  beforeAll(async () => {
    decision = allow;
    const { configured, ...made } = named;
    portal = await startPortal({
      knex: await databases.init(databaseId),
      settings: {
        integrations: [
          {
            name: 'configured',
            workspace: `group:default/${configured.workspace}`,
            type: configured.type,
            url,
            sharing: [`group:default/${configured.sharing}`],
            ...login,
          },
        ],
      },
      features: [
        permissionsThat(({ name }) =>
          [
            integrationReadPermission.name,
            integrationUsePermission.name,
          ].includes(name)
            ? decision
            : allow,
        ),
      ],
    });
    for (const [name, { workspace, type, sharing }] of Object.entries(made)) {
      const { body } = await portal.call(
        'olivia',
        'POST /integrations?verify=false',
        { workspace: `group:default/${workspace}`, type, name, url, ...login },
      );
      if (sharing !== 'nobody') {
        await share(
          portal,
          body.id,
          sharing === 'everybody'
            ? { with: sharing }
            : { with: 'workspaces', workspaces: [`group:default/${sharing}`] },
        );
      }
    }
    const { body } = await portal.call('olivia', 'GET /integrations');
    for (const { id, name } of body.items) {
      nameOf.set(id, name);
    }
  });

  afterAll(() => portal?.stop());

  const inOrder = (ids: readonly string[]) =>
    [...new Set(ids)]
      .map(id => nameOf.get(id) ?? id)
      .sort((a, b) => names.indexOf(a) - names.indexOf(b))
      .join(' ');

  function decide(conditions: IntegrationConditions) {
    decision = createIntegrationConditionalDecision(
      integrationReadPermission,
      conditions,
    );
  }

  /** A platform admin is asked, whose role lets everything through. */
  async function listed() {
    const { body } = await portal.call('olivia', 'GET /integrations');
    return inOrder(body.items.map(({ id }: { id: string }) => id));
  }

  async function found() {
    const ids: string[] = [];
    for (const workspace of workspaces) {
      const { body } = await portal.call(
        'olivia',
        `GET /repository-sources?workspace=${workspace}`,
      );
      for (const { integrationId } of body.items) {
        ids.push(integrationId);
      }
    }
    return inOrder(ids);
  }

  async function opened() {
    const ids: string[] = [];
    for (const id of nameOf.keys()) {
      const { status } = await portal.call('olivia', `GET /integrations/${id}`);
      expect([200, 404]).toContain(status);
      if (status === 200) {
        ids.push(id);
      }
    }
    return inOrder(ids);
  }

  /** What the permission backend asks about single integrations; one of them is not there. */
  async function applied(conditions: IntegrationConditions) {
    const ids = [...nameOf.keys(), 'no-such-integration'];
    const { status, body } = await portal.call(
      'service',
      'POST /.well-known/backstage/permissions/apply-conditions',
      {
        items: ids.map(id => ({
          id,
          resourceRef: id,
          resourceType: RESOURCE_TYPE_INTEGRATION,
          conditions,
        })),
      },
    );
    return status === 200
      ? inOrder(
          body.items.flatMap(({ id, result }: { id: string; result: string }) =>
            result === 'ALLOW' ? id : [],
          ),
        )
      : `answered ${status}`;
  }

  /** What each of the four lets through. */
  async function decided(corpus: readonly Expectation[]) {
    const answers = [];
    for (const { conditions } of corpus) {
      decide(conditions);
      answers.push({
        conditions,
        list: await listed(),
        search: await found(),
        single: await opened(),
        applied: await applied(conditions),
      });
    }
    return answers;
  }

  /** And what it should. */
  const demanded = (corpus: readonly Expectation[], ofApplied?: string) =>
    corpus.map(({ conditions, lets }) => {
      const expected = lets.join(' ');
      return {
        conditions,
        list: expected,
        search: expected,
        single: expected,
        applied: ofApplied ?? expected,
      };
    });

  it('finds all integrations where nothing is asked', () => {
    expect(inOrder([...nameOf.keys()])).toBe(names.join(' '));
  });

  it.each<[string, readonly Expectation[], string | undefined]>([
    ['each rule', single, undefined],
    ['the negation of each', single.map(not), undefined],
    [
      'groups of two',
      single.flatMap((one, at) => {
        const other = single[(at * 5 + 3) % single.length];
        return [
          allOf(one, other),
          anyOf(one, other),
          not(allOf(one, not(other))),
        ];
      }),
      undefined,
    ],
    ['groups within groups', nested(40), undefined],
    [
      'groups with nothing in them, which let nothing through and are refused by the last',
      empty,
      'answered 400',
    ],
  ])(
    'decide lists, search, single integrations and the permission backend’s questions alike: %s',
    async (_, corpus, ofApplied) => {
      expect(await decided(corpus)).toEqual(demanded(corpus, ofApplied));
    },
  );

  it.each([
    ['a rule that does not exist', { rule: 'NO_SUCH_RULE', params: {} }],
    ['no parameters', { rule: 'IS_TYPE' }],
    [
      'parameters of another kind',
      { rule: 'IS_TYPE', params: { types: 'docker' } },
    ],
    [
      'a rule of workspaces’ parameters',
      { rule: 'IN_WORKSPACE', params: { claims: ['group:default/payments'] } },
    ],
    [
      'a negation of what cannot be read',
      { not: { rule: 'IS_TYPE', params: { types: [1] } } },
    ],
  ])('lets nothing through that cannot be read: %s', async (_, broken) => {
    const withType = (part: object): object =>
      'not' in part
        ? { not: withType(part.not as object) }
        : { resourceType: RESOURCE_TYPE_INTEGRATION, ...part };
    const conditions = withType(broken) as IntegrationConditions;
    decide(conditions);
    for (const route of [
      'GET /integrations',
      `GET /integrations/${[...nameOf.keys()][0]}`,
      `GET /repositories?workspace=${workspaces[0]}`,
    ]) {
      const { status, body } = await portal.call('olivia', route);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body).not.toHaveProperty('items');
    }
    expect(await applied(conditions)).toMatch(/^answered (400|500)$/);
  });
});
