import { distributionCall } from 'registry-simulator';
import { databases } from '../__testUtils__/databases';
import { until } from '../__testUtils__/until';
import {
  numbered,
  PAGE,
  useCrawls,
} from '../repository-index/__testUtils__/useCrawls';
import { atWebhook } from './__testUtils__/useWebhooks';

jest.setTimeout(60_000);

/** More than a crawl asks about one by one; they come before all others. */
const GONE = Array.from({ length: 210 }, (_, at) => ({
  name: `gone/app-${at}`,
}));

describe.each(databases.eachSupportedId())(
  'webhooks while a crawl is under way on %s',
  databaseId => {
    const { scene, newRegistry, holdAfter } = useCrawls(databaseId);

    /** A registry whose second crawl has written the first page, and waits before the second. */
    async function crawling() {
      const crawl = newRegistry([...GONE, ...numbered(3 * PAGE)]);
      const id = await crawl.integrate();
      await crawl.ended(id);
      const webhook = atWebhook(scene.portal, id);
      const secret = await webhook.renew();
      crawl.registry.repositories = numbered(3 * PAGE);
      const release = holdAfter(crawl.registry, 1);
      await crawl.refresh(id);
      await until(
        () => crawl.read(id),
        ({ repositoryIndex: { seen } }) => seen === PAGE,
      );
      return {
        ...crawl,
        id,
        report: (repository: string, deleted = false) =>
          webhook.send(distributionCall({ secret, repository, deleted })),
        has: (name: string, wanted = true) => webhook.isFound(name, wanted),
        /** Lets the crawl go on to its end, and tells what it leaves. */
        async end() {
          release();
          const { repositories } = await crawl.ended(id);
          return { repositories, names: await crawl.names(id) };
        },
      };
    }

    it('add a repository that the crawl has not seen, and it stays', async () => {
      const { registry, report, has, end } = await crawling();
      const name = 'team/app-00010-new';
      registry.repositories.push({ name });
      await report(name);
      await has(name);
      const { repositories, names } = await end();
      expect(repositories).toBe(3 * PAGE + 1);
      expect(names).toContain(name);
    });

    it.each([
      ['that the crawl has written', 3],
      ['that the crawl writes from an older page', PAGE + 3],
    ])('remove a repository %s, and it does not come back', async (_, at) => {
      const { registry, report, has, end } = await crawling();
      const { name } = registry.repositories[at];
      registry.lagging.add(name);
      await report(name, true);
      await has(name, false);
      const { repositories, names } = await end();
      expect(repositories).toBe(3 * PAGE - 1);
      expect(names).not.toContain(name);
    });
  },
);
