import {
  createHttpTransport,
  HttpTransportOptions,
  NetworkPolicy,
} from 'backstage-plugin-integrated-registry-node';

/** A transport that may go everywhere, as often as it likes, and waits no random time. */
export function createTestTransport(
  options: Partial<HttpTransportOptions> = {},
) {
  return createHttpTransport({
    tls: {},
    networkPolicy: NetworkPolicy.allowAll(),
    proxy: {},
    random: () => 0,
    limits: { requestsPerSecond: 100_000, burst: 100_000 },
    ...options,
  });
}
