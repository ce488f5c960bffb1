import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { databases } from '../../__testUtils__/databases';
import {
  IntegrationFilter,
  matchesFilter,
  StoredIntegration,
} from '../../model';
import { Database, migrate } from '../../platform';
import { DatabaseIntegrationStore } from './DatabaseIntegrationStore';
import { whereFilter, whereFound } from './integrationFilter';

const payments = 'group:default/payments';
const storefront = 'group:default/storefront';

/** By their ids: workspace, type, name and with whom they are shared. */
const integrations: Record<
  string,
  [workspace: string, type: string, name: string, sharing: object]
> = {
  own: [payments, 'docker', 'Team registry', { with: 'nobody' }],
  shown: [
    payments,
    'harbor',
    '100% Harbor',
    { with: 'workspaces', workspaces: [storefront] },
  ],
  public: [storefront, 'docker', 'Under_score', { with: 'everybody' }],
  gone: [storefront, 'jfrog', String.raw`Back\slash`, { with: 'nobody' }],
};
const ids = Object.keys(integrations);

const inPayments = { field: 'workspace', values: [payments] } as const;
const ofDocker = { field: 'type', values: ['docker'] } as const;
const nothing = { anyOf: [] };
const all = { allOf: [] };

const filters: [string, IntegrationFilter, string[]][] = [
  ['id', { field: 'id', values: ['own', 'gone', 'no-such'] }, ['gone', 'own']],
  ['no id', { field: 'id', values: [] }, []],
  ['workspace', inPayments, ['own', 'shown']],
  ['type', ofDocker, ['own', 'public']],
  ['a pattern, which is none', { field: 'type', values: ['dock%'] }, []],
  ['sharedWith', { sharedWith: [storefront] }, ['public', 'shown']],
  ['sharedWith nobody by name', { sharedWith: [] }, ['public']],
  ['sharedWith another', { sharedWith: [payments] }, ['public']],
  ['suspended', { suspended: true }, ['gone']],
  ['not suspended', { suspended: false }, ['own', 'public', 'shown']],
  ['not', { not: inPayments }, ['gone', 'public']],
  ['anyOf', { anyOf: [inPayments, ofDocker] }, ['own', 'public', 'shown']],
  ['allOf', { allOf: [inPayments, ofDocker] }, ['own']],
  ['anyOf of nothing', nothing, []],
  ['allOf of nothing', all, [...ids].sort()],
  ['not anyOf of nothing', { not: nothing }, [...ids].sort()],
  ['not allOf of nothing', { not: all }, []],
  [
    'nothing beside something',
    { anyOf: [nothing, inPayments] },
    ['own', 'shown'],
  ],
  ['nothing together with something', { allOf: [nothing, inPayments] }, []],
  [
    'groups in groups',
    {
      allOf: [
        { anyOf: [ofDocker, { sharedWith: [storefront] }] },
        { not: { allOf: [inPayments, ofDocker] } },
        { suspended: false },
      ],
    },
    ['public', 'shown'],
  ],
  [
    'not of a group in a group',
    {
      anyOf: [{ not: { anyOf: [ofDocker, inPayments] } }, { suspended: true }],
    },
    ['gone'],
  ],
];

describe.each(databases.eachSupportedId())(
  'filters of integrations on %s',
  databaseId => {
    let knex: Knex;
    let stored: StoredIntegration[];

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      const logger = mockServices.logger.mock();
      const database = Database.of(knex, logger);
      await migrate(database, logger);
      const store = new DatabaseIntegrationStore(database);
      for (const [id, [workspace, type, name, sharing]] of Object.entries(
        integrations,
      )) {
        await store.create({
          id,
          settings: {
            workspace,
            type,
            name,
            url: `https://${id}.example.com`,
            imageHost: `${id}.example.com`,
            tls: { skipVerify: false },
            repositories: [],
            repositoryFilter: [],
            sharing: { workspaces: [], ...sharing } as never,
          },
          managedBy: 'user',
          createdBy: 'user:default/priya',
        });
      }
      await knex('integrations')
        .where({ id: 'gone' })
        .update({ suspended_since: '2026-11-01T00:00:00.000Z' });
      stored = await Promise.all(ids.map(async id => (await store.get(id))!));
    }, 120_000);

    afterAll(() => knex?.destroy());

    const found = (narrow: (query: Knex.QueryBuilder) => void) => {
      const query = knex('integrations').orderBy('id');
      narrow(query);
      return query.pluck('id');
    };

    it.each(filters)(
      'are the same in SQL and at hand: %s',
      async (_, filter, expected) => {
        expect(await found(query => whereFilter(query, filter))).toEqual(
          expected,
        );
        expect(
          stored
            .filter(integration => matchesFilter(integration, filter))
            .map(({ id }) => id)
            .sort(),
        ).toEqual(expected);
      },
    );

    it.each<[string, IntegrationFilter, string[]]>([
      ['REGISTRY', nothing, ['own']],
      ['0% h', nothing, ['shown']],
      ['%', nothing, ['shown']],
      ['r_s', nothing, ['public']],
      ['\\', nothing, ['gone']],
      ['example.com', nothing, []],
      ['Example.com', inPayments, ['own', 'shown']],
      ['public.ex', all, ['public']],
      ['', nothing, [...ids].sort()],
    ])(
      'find %j in names, and in addresses that may be seen',
      async (text, addressFilter, expected) => {
        expect(
          await found(query => whereFound(query, { text, addressFilter })),
        ).toEqual(expected);
      },
    );
  },
);
