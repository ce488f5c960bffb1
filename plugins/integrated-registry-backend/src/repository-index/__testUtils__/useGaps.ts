import { RepositoryIndexState } from 'backstage-plugin-integrated-registry-common';
import {
  buildImage,
  RegistrySimulator,
  SimulatorOptions,
} from 'registry-simulator';
import { databases } from '../../__testUtils__/databases';
import { crawled, integrate } from '../../__testUtils__/integrate';
import { startPortal, TestPortal } from '../../__testUtils__/startPortal';
import { until } from '../../__testUtils__/until';

const image = buildImage();

/** A portal for all tests of a block, and a registry for each. */
export function useGaps() {
  const scene = {} as { portal: TestPortal; simulator: RegistrySimulator };
  let names = 0;

  beforeAll(async () => {
    scene.portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: { limits: { connectionTestsPerMinute: 1_000 } },
    });
  }, 120_000);

  afterEach(() => scene.simulator?.stop());
  afterAll(() => scene.portal?.stop());

  async function start(options: SimulatorOptions, repositories: string[]) {
    scene.simulator = await RegistrySimulator.start(options);
    for (const name of repositories) {
      scene.simulator.store.addImage(name, image, '1.0');
    }
  }

  async function add(settings: object = {}) {
    names += 1;
    const { id } = await integrate(scene.portal, {
      name: `Registry ${names}`,
      url: scene.simulator.url,
      ...settings,
    });
    const { repositoryIndex, health } = await crawled(scene.portal, id);
    return { id, index: repositoryIndex as RepositoryIndexState, health };
  }

  /** The index after another crawl. */
  async function recrawl(id: string): Promise<RepositoryIndexState> {
    const before = (await crawled(scene.portal, id)).repositoryIndex.startedAt;
    await scene.portal.call('priya', `POST /integrations/${id}/refresh`);
    const again = await until(
      () => crawled(scene.portal, id),
      ({ repositoryIndex }) => repositoryIndex.startedAt !== before,
    );
    return again.repositoryIndex;
  }

  async function search(id: string) {
    const { body } = await scene.portal.call(
      'marco',
      `GET /repositories?workspace=group:default/payments&integration=${id}&limit=200`,
    );
    return body;
  }

  return { scene, start, add, recrawl, search };
}
