import {
  message,
  VulnerabilityAnswer,
  VulnerabilityQuery,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryReferrerList } from 'backstage-plugin-integrated-registry-node';
import { AskRegistry, inputError, StoredIntegration } from '../../model';
import { RegistryCache } from '../../platform';

export interface ScanReaderOptions {
  cache: RegistryCache;
  /** Has the client of an integration do something, and tells its health how that went. */
  ask: AskRegistry;
  /** A signal for one reading. */
  deadline(repository: string): AbortSignal;
}

const unsupported: VulnerabilityReport = {
  state: 'unsupported',
  counts: {},
  items: [],
};

/** What registries know of an image besides the image: vulnerabilities and signatures. */
export class ScanReader {
  readonly #options: ScanReaderOptions;

  constructor(options: ScanReaderOptions) {
    this.#options = options;
  }

  async read(
    integration: StoredIntegration,
    { repository, digest }: VulnerabilityQuery,
    options: { current?: boolean } = {},
  ): Promise<VulnerabilityAnswer> {
    const { cache, ask, deadline } = this.#options;
    const { value } = await cache.of(integration).get(
      'scan',
      [repository, digest],
      async () => ({
        ...(await ask(
          integration,
          async client =>
            client.getVulnerabilities?.(repository, digest, {
              signal: deadline(repository),
            }) ?? unsupported,
        )),
        repository,
        digest,
        asOf: new Date().toISOString(),
      }),
      options,
    );
    return value;
  }

  /** @throws InputError where the registry type cannot do it */
  async start(
    integration: StoredIntegration,
    query: VulnerabilityQuery,
  ): Promise<VulnerabilityAnswer> {
    const { repository, digest } = query;
    const { ask, deadline } = this.#options;
    await ask(integration, async client => {
      if (!client.startScan) {
        throw inputError(message('SCANS_UNSUPPORTED'));
      }
      await client.startScan(repository, digest, {
        signal: deadline(repository),
      });
    });
    return {
      state: 'queued',
      counts: {},
      items: [],
      repository,
      digest,
      asOf: new Date().toISOString(),
    };
  }

  /** What the registry tells now; undefined where it does not. */
  async referrers(
    integration: StoredIntegration,
    { repository, digest }: VulnerabilityQuery,
  ): Promise<RegistryReferrerList | undefined> {
    const { ask, deadline } = this.#options;
    return ask(integration, async client =>
      client.listReferrers?.(repository, digest, {
        signal: deadline(repository),
      }),
    );
  }
}
