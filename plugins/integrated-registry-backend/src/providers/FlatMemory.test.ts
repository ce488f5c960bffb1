import {
  RegistryClient,
  RegistryProvider,
} from 'backstage-plugin-integrated-registry-node';
import {
  buildImage,
  RegistrySimulator,
  SimulatorOptions,
} from 'registry-simulator';
import { dockerProvider } from './docker';
import { jfrogProvider } from './jfrog';
import { heldMemory, MEBIBYTE } from '../__testUtils__/heldMemory';
import { HostileNetwork } from './__testUtils__/HostileNetwork';

const REPOSITORIES = 100_000;
const TAGS = 10_000;
const { signal } = new AbortController();
const credential = { username: 'dana', password: 'a-password-of-a-test' };

const kinds: {
  provider: RegistryProvider;
  options: SimulatorOptions;
}[] = [
  { provider: dockerProvider, options: { login: credential } },
  {
    provider: jfrogProvider,
    options: {
      artifactory: {
        accounts: [credential],
        repositories: [{ key: 'docker-local' }],
      },
    },
  },
];
/** A repository key to Artifactory, and part of the name to others. */
const KEY = 'docker-local';

describe.each(kinds)(
  '$provider.title with 100,000 repositories and 10,000 tags in one',
  ({ provider, options }) => {
    const network = new HostileNetwork();
    let simulator: RegistrySimulator;
    let client: RegistryClient;

    beforeAll(async () => {
      simulator = await RegistrySimulator.start(options);
      const { store } = simulator;
      const image = buildImage();
      for (let at = 0; at < TAGS; at++) {
        store.addImage(`${KEY}/team/app`, image, `1.0.${at}`);
      }
      store.copyRepository(
        `${KEY}/team/app`,
        Array.from(
          { length: REPOSITORIES - 1 },
          (_, at) =>
            `${KEY}/department-${at % 100}/a-service-with-a-long-name-${at}`,
        ),
      );
      client = network.connect(provider, simulator.url, { credential });
    }, 180_000);

    afterAll(async () => {
      await network.close();
      await simulator.stop();
    });

    /** Walks over all repositories; what `onPage` keeps is kept. */
    async function walk(onPage: (names: string[]) => void) {
      let pages = 0;
      let names = 0;
      let early = 0;
      for await (const { items } of client.listRepositories({ signal })) {
        pages += 1;
        names += items.length;
        onPage(items.map(({ name }) => name));
        if (pages === 10) {
          early = await heldMemory();
        }
      }
      return { names, pages, growth: (await heldMemory()) - early };
    }

    it('walks over the repositories and keeps none of them', async () => {
      const { names, pages, growth } = await walk(() => {});
      expect(names).toBe(REPOSITORIES);
      expect(pages).toBeGreaterThanOrEqual(100);
      expect(growth).toBeLessThan(2 * MEBIBYTE);
    }, 180_000);

    it('would notice if somebody kept them', async () => {
      const kept: string[] = [];
      await walk(names => kept.push(...names));
      expect(kept).toHaveLength(REPOSITORIES);
      // Not by how much it grew: meanwhile the engine may have let go of its own code.
      const held = await heldMemory();
      kept.length = 0;
      expect(held - (await heldMemory())).toBeGreaterThan(4 * MEBIBYTE);
    }, 180_000);

    it('reads the tags again and again and keeps none of them', async () => {
      const read = async () => {
        let tags = 0;
        let cursor: string | undefined;
        do {
          const page = await client.listTags(`${KEY}/team/app`, {
            signal,
            cursor,
            limit: 1_000,
          });
          tags += page.items.length;
          cursor = page.cursor;
        } while (cursor !== undefined);
        return tags;
      };
      expect(await read()).toBe(TAGS);
      const early = await heldMemory();
      for (let round = 0; round < 10; round++) {
        expect(await read()).toBe(TAGS);
      }
      expect((await heldMemory()) - early).toBeLessThan(2 * MEBIBYTE);
    }, 180_000);
  },
);
