import {
  Integration,
  RepositoryGlobs,
} from 'backstage-plugin-integrated-registry-common';
import { databases } from '../__testUtils__/databases';
import { ListedRegistries } from '../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { until } from '../__testUtils__/until';
import { named } from './__testUtils__/searchCorpus';

const workspace = 'group:default/payments';

/** 5,000 repositories, three of which are those of a team. */
const team = ['one', 'three', 'two'].map(name => `team/service-${name}`);
const names = [
  ...Array.from(
    { length: 4_997 },
    (_, at) => `${at % 2 === 0 ? 'other' : 'web'}/service-${at}`,
  ),
  ...team,
].sort();

describe.each(databases.eachSupportedId())(
  'the repositories that a template allows, on %s',
  id => {
    const registries = new ListedRegistries();
    let portal: TestPortal;

    beforeAll(async () => {
      const registry = registries.add('r.example.com', named(...names));
      registry.pageSize = 1_000;
      portal = await startPortal({
        knex: await databases.init(id),
        features: [registries.feature],
        settings: {
          integrations: [
            {
              workspace,
              type: 'listed',
              name: 'Listed',
              url: 'https://r.example.com',
            },
          ],
        },
      });
      await until(
        async () => (await portal.call('olivia', 'GET /integrations')).body,
        ({ items: [item] }: { items: Integration[] }) =>
          item.repositoryIndex.state === 'finished',
      );
    }, 300_000);

    afterAll(() => portal?.stop());

    /** All that is found, with how many requests. */
    async function search(repositories: string, q = '', limit = '50') {
      const found: string[] = [];
      let requests = 0;
      let cursor: string | undefined;
      do {
        const query = new URLSearchParams({
          workspace,
          repositories,
          q,
          limit,
          ...(cursor !== undefined && { cursor }),
        });
        const { status, body } = await portal.call(
          'marco',
          `GET /repositories?${query}`,
        );
        expect(status).toBe(200);
        found.push(...body.items.map(({ name }: { name: string }) => name));
        cursor = body.nextCursor;
        requests += 1;
      } while (cursor !== undefined);
      return { found, requests };
    }

    it.each([
      ['team/*', ''],
      ['team/*', 's'],
      ['team/*', 'service'],
      ['team/*,nobody/**', ''],
      ['team/service-t*,team/service-one', 'e-'],
    ])('are found with one request: %s, %j', async (globs, q) => {
      expect(await search(globs, q)).toEqual({ found: team, requests: 1 });
    });

    it('are counted out with one request where there are none', async () => {
      expect(await search('nobody/*')).toEqual({ found: [], requests: 1 });
    });

    it.each([
      'team/*,web/service-12*',
      'other/service-1??0,team/[ot]*,team/service-one',
      'web//service-4*3',
    ])('are the same as without a prefix, page by page: %s', async globs => {
      const matcher = RepositoryGlobs.create(globs.split(','));
      const { found } = await search(globs, '', '7');
      expect(found).toEqual(names.filter(name => matcher.matches(name)));
    });
  },
);
