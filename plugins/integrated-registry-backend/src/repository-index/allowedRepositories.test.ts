import { RepositoryGlobs } from 'backstage-plugin-integrated-registry-common';
import { databases } from '../__testUtils__/databases';
import { named } from './__testUtils__/searchCorpus';
import { searchPages } from './__testUtils__/searchPages';
import { useListedPortal } from './__testUtils__/useListedPortal';

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
    const now = useListedPortal(id, {
      repositories: named(...names),
      pageSize: 1_000,
    });

    /** All that is found, with how many requests. */
    async function search(repositories: string, q = '', limit = 50) {
      const pages = await searchPages(now.portal, { repositories, q, limit });
      const items = pages.flatMap(({ body }) => body.items);
      return { found: items.map(({ name }) => name), requests: pages.length };
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
      const { found } = await search(globs, '', 7);
      expect(found).toEqual(names.filter(name => matcher.matches(name)));
    });
  },
);
