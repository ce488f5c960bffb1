import { TestNetwork } from './TestNetwork';

/** The network of one test file, which is closed after each test. */
export function useTestNetwork(): TestNetwork {
  const network = new TestNetwork();

  afterEach(() => network.close());

  return network;
}
