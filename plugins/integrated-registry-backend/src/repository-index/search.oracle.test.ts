import { mockServices } from '@backstage/backend-test-utils';
import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { databases } from '../__testUtils__/databases';
import { Database, migrate } from '../platform';
import { closePlainly } from './__testUtils__/closePlainly';
import { draw, Random } from './__testUtils__/drawQueries';
import {
  compareStandings,
  Known,
  nameOf,
  searchPlainly,
  standingsOf,
} from './__testUtils__/searchPlainly';
import { DatabaseRepositoryStore } from './store/DatabaseRepositoryStore';

/** As many as fit into a test; all of them are asked with `SEARCH_QUERIES=100000`. */
const QUERIES = Number(process.env.SEARCH_QUERIES ?? 400);
const INTEGRATIONS = ['i-1', 'i-2', 'i-3'];
/** Queries between two changes. */
const BETWEEN = 5;

jest.setTimeout(QUERIES * 100 + 60_000);

const seed = Number(process.env.SEARCH_SEED ?? randomInt(2 ** 31));

describe.each(databases.eachSupportedId())(
  `search on %s, drawn from SEARCH_SEED=${seed}`,
  databaseId => {
    const known = new Map<string, Known>();
    const scene = {} as {
      store: DatabaseRepositoryStore;
      replica: DatabaseRepositoryStore;
      close(): Promise<void>;
    };

    beforeAll(async () => {
      const knex = await databases.init(databaseId);
      const logger = mockServices.logger.mock();
      const database = Database.of(knex, logger);
      await migrate(database, logger);
      scene.store = new DatabaseRepositoryStore(database, logger);
      scene.replica = new DatabaseRepositoryStore(database, logger);
      scene.close = () => knex.destroy();
    });

    afterAll(() => scene.close());

    const plainly = (scope: readonly Known[], q: string) => ({
      standings: standingsOf(q, scope),
      found: searchPlainly(q, scope),
      near: closePlainly(q, scope),
    });

    /** Adds, changes or removes some, and returns when it is written. */
    async function change(random: Random): Promise<void> {
      const integration = random.one(INTEGRATIONS);
      const mine = [...known.values()].filter(
        one => one.integration === integration,
      );
      if (mine.length > 200 || (random.chance(0.3) && mine.length > 50)) {
        const gone = random.some(mine, 1 + random.below(8));
        const rows = gone.map(({ name }) => ({ id: 0, name }));
        for (const { name } of gone) {
          known.delete(nameOf(integration, name));
        }
        await scene.store.keep(integration, rows, new Date());
        await scene.store.removeKept(integration);
        return;
      }
      const page = random.repositories(
        1 + random.below(random.chance(0.1) ? 20 : 4),
      );
      for (const item of page) {
        known.set(nameOf(integration, item.name), { ...item, integration });
      }
      await scene.store.upsertPage(integration, 1, page);
    }

    it('finds what a plain look through all of it finds, while it changes', async () => {
      const random = draw(seed);
      for (let at = 0; at < 60; at++) {
        await change(random);
      }
      for (let asked = 0; asked < QUERIES; asked += 1) {
        const integrationIds = random.chance(0.7)
          ? INTEGRATIONS
          : random.some(INTEGRATIONS, 1);
        const project = random.chance(0.1) ? random.project() : undefined;
        const prefixes = random.chance(0.1) ? random.prefixes() : undefined;
        const scope = () =>
          [...known.values()].filter(
            one =>
              integrationIds.includes(one.integration) &&
              (project === undefined || one.project === project) &&
              (!prefixes ||
                prefixes.some(text =>
                  // In any case: what is left out is looked at by whoever asks.
                  one.name.toLowerCase().startsWith(text),
                )),
          );
        const q = random.query([...known.values()]);
        const limit = 5 + random.below(20);
        const search = (cursor?: string) =>
          scene.store.search({
            integrationIds,
            q,
            project,
            prefixes,
            limit,
            cursor,
            maxBytes: Infinity,
          });
        const namesOf = (
          items: readonly { integrationId: string; name: string }[] = [],
        ) =>
          items.map(({ integrationId, name }) => nameOf(integrationId, name));

        const before = plainly(scope(), q);
        const writing = asked % BETWEEN === 0 ? change(random) : undefined;
        const first = await search();
        await writing;
        const after = plainly(scope(), q);
        const told = ({ found, near }: typeof before) => ({
          q,
          items: found.slice(0, limit),
          close: found.length < 5 ? near.slice(0, 10) : [],
        });
        const answer = {
          q,
          items: namesOf(first.items),
          close: namesOf(first.close),
        };
        // What was found and is removed before it is read is left out.
        const present = (names: readonly string[]) =>
          names.filter(name => known.has(name));
        const [was, is] = [told(before), told(after)];
        const left = {
          q,
          items: present(was.items),
          close: present(was.close),
        };
        const then = [was, left].find(one => isDeepStrictEqual(one, answer));
        expect(answer).toEqual(then ?? is);

        // Further pages are of what there is then, behind what was shown.
        const named = namesOf(first.items).at(-1);
        let last = [...before.standings, ...after.standings].filter(
          one => one.named === named,
        );
        let { nextCursor } = first;
        for (let page = 0; nextCursor && page < 3; page++) {
          const next = await search(nextCursor);
          const behind = last.map(from =>
            after.standings
              .filter(one => compareStandings(one, from) > 0)
              .slice(0, limit),
          );
          expect(behind.map(some => some.map(one => one.named))).toContainEqual(
            namesOf(next.items),
          );
          last = behind.flatMap(some => some.at(-1) ?? []);
          nextCursor = next.nextCursor;
        }
      }
      await scene.replica.refreshSearch();
      for (const q of ['', 'a', 'api', 'pay', 'e', 'service', 'chekcout']) {
        const { items } = await scene.replica.search({
          integrationIds: INTEGRATIONS,
          q,
          limit: 5_000,
          maxBytes: Infinity,
        });
        expect(
          items.map(({ integrationId, name }) => nameOf(integrationId, name)),
        ).toEqual(searchPlainly(q, [...known.values()]));
      }
    });
  },
);
