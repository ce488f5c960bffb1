import { TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { Workspace } from 'backstage-plugin-integrated-registry-common';
import { share } from '../__testUtils__/share';
import { Person, startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const GROUPS = 5_000;
const OF_MARCO = 3_000;

const refOf = (at: number) => `group:default/team-${at}`;

const teams = Array.from(
  { length: GROUPS },
  (_, at): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: `team-${at}`,
      title: at === 17 ? 'Zahlungen für Übersee' : `Team ${at}`,
      description: 'What the team does. '.repeat(at === 0 ? 10_000 : 3),
    },
    spec: { type: 'team', children: [] },
  }),
);

jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())(
  'workspaces of a large portal on %s',
  databaseId => {
    let portal: TestPortal;

    beforeAll(async () => {
      portal = await startPortal({
        knex: await databases.init(databaseId),
        entities: teams,
        owned: {
          marco: Array.from({ length: OF_MARCO }, (_, at) => refOf(at)),
        },
      });
    });

    afterAll(() => portal?.stop());

    async function list(person: Person, query = '') {
      const { status, body, text } = await portal.call(
        person,
        `GET /workspaces${query && `?${query}`}`,
      );
      expect(status).toBe(200);
      const items: Workspace[] = body.items;
      return {
        ...body,
        bytes: text.length,
        refs: items.map(({ entityRef }) => entityRef),
        titles: items.map(({ title }) => title),
      };
    }

    it.each<[Person, number]>([
      ['olivia', GROUPS + 2],
      ['service', GROUPS + 2],
      ['marco', OF_MARCO + 1],
    ])('%s is answered with one page at a time', async (person, total) => {
      const first = await list(person);
      expect(first).toMatchObject({ totalItems: total, complete: true });
      expect(first.refs).toHaveLength(50);
      expect(first.bytes).toBeLessThan(50_000);

      const seen: string[] = [];
      const titles: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list(
          person,
          `limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
        );
        seen.push(...page.refs);
        titles.push(...page.titles);
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toHaveLength(total);
      expect(new Set(seen).size).toBe(total);
      expect(titles).toEqual(
        [...titles].sort(new Intl.Collator('en-US').compare),
      );
    });

    it('finds by every word of the title or the entity ref, whatever its case', async () => {
      const found = await list('marco', 'q=ÜBERSEE%20team-17');
      expect(found).toMatchObject({ totalItems: 1, refs: [refOf(17)] });
      expect((await list('marco', 'q=nowhere')).refs).toEqual([]);
      // One that somebody else belongs to is not found.
      expect((await list('marco', `q=team-${GROUPS - 1}`)).refs).toEqual([]);
      expect((await list('olivia', `q=team-${GROUPS - 1}`)).refs).toEqual([
        refOf(GROUPS - 1),
      ]);
    });

    it('tells of named ones as far as the caller belongs to them', async () => {
      const named = [refOf(7), refOf(GROUPS - 1), 'GROUP:default/Payments'];
      const query = `entityRefs=${encodeURIComponent(named.join(','))}`;
      expect((await list('marco', query)).refs).toEqual([
        'group:default/payments',
        refOf(7),
      ]);
      expect((await list('olivia', query)).refs).toHaveLength(3);
      expect((await list('noah', query)).refs).toEqual([]);
    });

    it('cuts what a group says of itself at great length', async () => {
      const { items } = await list('marco', `entityRefs=${refOf(0)}`);
      expect(items[0].description).toMatch(/^What the team does\..*…$/);
      expect(items[0].description).toHaveLength(501);
    });

    it.each(['cursor=nonsense', 'limit=201', 'limit=0', 'q=%00'])(
      'refuses %s',
      async query => {
        const { status } = await portal.call(
          'marco',
          `GET /workspaces?${query}`,
        );
        expect(status).toBe(400);
      },
    );

    it('counts what is owned by, and shared with, the workspaces of the page', async () => {
      const { body } = await portal.call(
        'priya',
        'POST /integrations?verify=false',
        {
          workspace: 'group:default/payments',
          type: 'docker',
          name: 'Company registry',
          url: 'http://127.0.0.1:9',
        },
      );
      await share(portal, body.id, {
        with: 'workspaces',
        workspaces: [refOf(5)],
      });
      const named = ['group:default/payments', refOf(5), refOf(6)].join(',');
      const { items } = await list('marco', `entityRefs=${named}`);
      expect(
        items.map(({ counts }: Workspace) => [
          counts.integrations,
          counts.shared,
        ]),
      ).toEqual([
        [1, 0],
        [0, 1],
        [0, 0],
      ]);
    });
  },
);
