import {
  createHttpTransport,
  NetworkPolicy,
  RegistryClient,
  RegistryCredential,
} from 'backstage-plugin-integrated-registry-node';
import { CredentialCipher } from '../credentials';
import { IntegrationStore } from '../database';
import { ProviderRegistry } from '../providers/ProviderRegistry';
import { RegistryClients, StoredIntegration } from './types';

/** What a client is made from, saved or not. */
export type ConnectionTarget = Pick<
  StoredIntegration,
  'type' | 'url' | 'imageHost' | 'tls' | 'repositories' | 'repositoryFilter'
>;

export interface IntegrationConnectorOptions {
  store: IntegrationStore;
  cipher: CredentialCipher;
  providers: ProviderRegistry;
  networkPolicy: NetworkPolicy;
}

interface OpenClient {
  version: number;
  client: RegistryClient;
  close(): void;
}

/**
 * Opens clients, and keeps one per integration for as long as its settings stay as they are. The
 * credential is decrypted here and nowhere else.
 */
export class IntegrationConnector implements RegistryClients {
  readonly #options: IntegrationConnectorOptions;
  readonly #open = new Map<string, OpenClient>();

  static create(options: IntegrationConnectorOptions): IntegrationConnector {
    return new IntegrationConnector(options);
  }

  private constructor(options: IntegrationConnectorOptions) {
    this.#options = options;
  }

  async get(integration: StoredIntegration): Promise<RegistryClient> {
    const known = this.#open.get(integration.id);
    if (known?.version === integration.version) {
      return known.client;
    }
    const credential = await this.readCredential(integration);
    // Somebody else may have come here first while the credential was read.
    const meanwhile = this.#open.get(integration.id);
    if (meanwhile?.version === integration.version) {
      return meanwhile.client;
    }
    this.forget(integration.id);
    const opened = this.open(integration, credential);
    this.#open.set(integration.id, {
      ...opened,
      version: integration.version,
    });
    return opened.client;
  }

  /** A client for settings that may not be saved; close it when done. */
  open(
    target: ConnectionTarget,
    credential: RegistryCredential | undefined,
  ): { client: RegistryClient; close(): void } {
    const { providers, networkPolicy } = this.#options;
    const transport = createHttpTransport({ tls: target.tls, networkPolicy });
    const client = providers.get(target.type).connect({
      url: target.url,
      imageHost: target.imageHost,
      repositories: target.repositories,
      repositoryFilter: target.repositoryFilter,
      transport,
      ...(credential && { credential }),
    });
    return { client, close: () => transport.close() };
  }

  /** @throws CredentialError */
  async readCredential(
    integration: Pick<StoredIntegration, 'id' | 'username'>,
  ): Promise<RegistryCredential | undefined> {
    const encrypted = await this.#options.store.getCredential(integration.id);
    return (
      encrypted && {
        username: integration.username ?? '',
        password: this.#options.cipher.decrypt(integration.id, encrypted),
      }
    );
  }

  forget(integrationId: string): void {
    this.#open.get(integrationId)?.close();
    this.#open.delete(integrationId);
  }

  close(): void {
    for (const id of [...this.#open.keys()]) {
      this.forget(id);
    }
  }
}
