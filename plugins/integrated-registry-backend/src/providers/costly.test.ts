import {
  checkedProvider,
  RegistryClient,
  RegistryProvider,
} from 'backstage-plugin-integrated-registry-node';
import { isDeepStrictEqual } from 'node:util';
import { CostlyRegistry, SecretNet } from 'registry-simulator';
import { dockerProvider } from './docker';
import { harborProvider } from './harbor';
import { jfrogProvider } from './jfrog';
import { MEBIBYTE } from '../__testUtils__/heldMemory';
import { CostLimits, measureCost } from '../__testUtils__/measureCost';
import { createTestTransport } from './__testUtils__/createTestTransport';

jest.setTimeout(600_000);

const PASSWORD = 'canary-51c09e';
const limits = new CostLimits({
  /** What one answer may have, and what is on its way when it is given up, in bytes. */
  read: 12 * MEBIBYTE,
  /**
   * Of all calls together: they read the longest answers with 24 requests at most, each an answer of 6 MiB
   * and, by the mean of so many, 2 MiB on their way.
   */
  together: 24 * 8 * MEBIBYTE,
});
const { bounded } = limits;

const digest = `sha256:${'0'.repeat(64)}`;
const calls: Record<
  string,
  (client: RegistryClient, signal: AbortSignal) => Promise<unknown>
> = {
  diagnose: (client, signal) => client.diagnose({ signal }),
  listRepositories: async (client, signal) => {
    let pages = 0;
    for await (const _ of client.listRepositories({ signal })) {
      pages += 1;
      if (pages === 2) {
        break;
      }
    }
  },
  listTags: (client, signal) =>
    client.listTags('team/app', { signal, limit: 1_000 }),
  resolve: (client, signal) => client.resolve('team/app', '1', { signal }),
  getArtifact: (client, signal) =>
    client.getArtifact('team/app', '1', { signal }),
  listReferrers: async (client, signal) =>
    client.listReferrers?.('team/app', digest, { signal }),
  getVulnerabilities: async (client, signal) =>
    client.getVulnerabilities?.('team/app', digest, { signal }),
  startScan: async (client, signal) =>
    client.startScan?.('team/app', digest, { signal }),
  mintPullCredential: async (client, signal) =>
    client.mintPullCredential?.({
      name: 'portal-1',
      projects: ['team'],
      days: 30,
      group: 'readers',
      signal,
    }),
  revokePullCredential: async (client, signal) =>
    client.revokePullCredential?.('portal-1', { signal }),
};

/** One of each call that asks anything. */
const MIN_REQUESTS = 5;

/** As the portal uses them. */
const providers: [string, provider: RegistryProvider, path: string][] = [
  ['docker', checkedProvider(dockerProvider), ''],
  ['harbor', checkedProvider(harborProvider), ''],
  ['jfrog', checkedProvider(jfrogProvider), ''],
  // Its lists of images are asked for without one of keys before.
  [
    'jfrog, one repository',
    checkedProvider(jfrogProvider),
    '/artifactory/api/docker/local',
  ],
];

describe.each(providers)(
  'what an answer costs, at most: %s',
  (_type, provider, path) => {
    let registry: CostlyRegistry;
    const net = new SecretNet();
    net.add(PASSWORD, 'the password');

    beforeAll(async () => {
      registry = await CostlyRegistry.start();
    });
    afterAll(async () => {
      await registry?.stop();
      net.assertNoLeaks();
    });

    /** What it comes to does not matter here, but that it comes to an end. */
    async function run(call: (typeof calls)[string]) {
      const transport = createTestTransport();
      const client = provider.connect({
        url: `${registry.url}${path}`,
        imageHost: new URL(registry.url).host,
        repositories: [],
        repositoryFilter: [],
        transport,
        credential: { username: 'robot', password: PASSWORD },
      });
      await call(client, AbortSignal.timeout(3_000)).catch(error =>
        net.inspect('an error', error),
      );
      transport.close();
    }

    it.each(CostlyRegistry.answers)('%s', async answer => {
      registry.answerWith(answer);
      let asked = 0;
      const costOf = async (names: readonly string[]) => {
        let most = 0;
        let together = 0;
        const { heldMs, peakBytes } = await measureCost(async () => {
          for (const name of names) {
            await run(calls[name]);
            const { requests, bytes } = registry.takeCounts();
            asked += requests;
            together += bytes;
            most = Math.max(most, bytes / Math.max(requests, 1));
          }
        });
        return limits.compare({ heldMs, peakBytes, read: most, together });
      };
      const all = await costOf(Object.keys(calls));
      // The calls got beyond finding out what is there.
      expect(asked).toBeGreaterThanOrEqual(MIN_REQUESTS);
      // Which of them it is, is found out only where one is beyond.
      const each = isDeepStrictEqual(all, bounded) ? [] : Object.keys(calls);
      for (const name of each) {
        expect([name, await costOf([name])]).toEqual([name, bounded]);
      }
      // How much is on its way when a call leaves depends on the moment: each alone was bounded, and so
      // is what all have read together.
      expect({ ...all, read: 'bounded' }).toEqual(bounded);
    });
  },
);
