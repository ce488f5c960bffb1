import { RegistryError } from 'backstage-plugin-integrated-registry-node';
import { databases } from '../__testUtils__/databases';
import { until } from '../__testUtils__/until';
import { numbered, PAGE, useCrawls } from './__testUtils__/useCrawls';

jest.setTimeout(40_000);

describe.each(databases.eachSupportedId())('crawls on %s', databaseId => {
  const { scene, newRegistry } = useCrawls(databaseId);

  it('begin again by themselves where they failed and the registry is well', async () => {
    const crawl = newRegistry(numbered(2 * PAGE));
    crawl.registry.beforePage = from => {
      if (from) {
        throw new RegistryError('BAD_RESPONSE', {
          message: 'The second page is not whole',
        });
      }
    };
    const id = await crawl.integrate();
    expect(await crawl.ended(id)).toMatchObject({ state: 'failed' });
    await until(
      () => crawl.read(id),
      ({ health }) => health.state === 'healthy' && !health.checking,
    );
    crawl.registry.beforePage = () => {};
    // What has only just failed is not crawled at once.
    const { now } = Date;
    const clock = jest
      .spyOn(Date, 'now')
      .mockImplementation(() => now.call(Date) + 15_000);
    try {
      await scene.portal.runTask('recovery');
      expect(await crawl.ended(id)).toMatchObject({
        state: 'finished',
        repositories: 2 * PAGE,
      });
    } finally {
      clock.mockRestore();
    }
  });

  it('go over eight registries at a time, and wait for a slow one no longer than for others', async () => {
    const crawls = Array.from({ length: 10 }, () => newRegistry(numbered(1)));
    const ids = await Promise.all(crawls.map(({ integrate }) => integrate()));
    await Promise.all(crawls.map((crawl, at) => crawl.ended(ids[at])));
    let letGo = () => {};
    const held = new Promise<void>(resolve => {
      letGo = resolve;
    });
    for (const { registry } of crawls) {
      registry.beforePage = () => held;
    }
    const underWay = async () =>
      crawls.filter(({ registry }) => registry.walks > 0).length;
    const ran = scene.portal.runTask('crawl');
    await until(underWay, count => count === 8);
    // The registries of the other tests have been crawled by then, had there been room for more.
    await scene.portal.runTask('recovery');
    expect(await underWay()).toBe(8);
    // In their turn, though none has ended.
    await until(underWay, count => count === 10);
    letGo();
    await ran;
    await Promise.all(crawls.map((crawl, at) => crawl.ended(ids[at])));
  });
});
