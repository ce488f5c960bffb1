import { openSimulator, TestCluster } from './openSimulator';

/** Opens a cluster for each test of a file, where it is always 10 o'clock on 1 January 2026. */
export function useCluster(): TestCluster {
  const cluster = {} as TestCluster;

  beforeEach(async () => {
    const now = () => new Date('2026-01-01T10:00:00Z');
    Object.assign(cluster, await openSimulator({ now }));
  });

  afterEach(() => cluster.stop());

  return cluster;
}
