import {
  IntegrationFieldNameWith,
  message,
} from 'backstage-plugin-integrated-registry-common';
import {
  createHttpTransport,
  HttpTransport,
  NetworkPolicy,
  RegistryClient,
  RegistryCredential,
} from 'backstage-plugin-integrated-registry-node';
import { CredentialBinding, CredentialCipher } from '../credentials';
import {
  IntegrationStore,
  Purpose,
  RegistryClients,
  StoredIntegration,
  unavailableError,
} from '../model';
import { asBackground, asCheck, RegistryBudgets } from '../platform';
import { ProviderRegistry } from '../providers';

/** What a client is made from, saved or not, besides the credential. */
export type ConnectionTarget = Pick<
  StoredIntegration,
  Exclude<
    IntegrationFieldNameWith<{ connection: true }>,
    IntegrationFieldNameWith<{ credential: true }>
  >
>;

export interface IntegrationConnectorOptions {
  store: IntegrationStore;
  cipher: CredentialCipher;
  providers: ProviderRegistry;
  networkPolicy: NetworkPolicy;
  budgets: RegistryBudgets;
  /** How long a request of a health check may take, in milliseconds. */
  checkDeadlineMs: number;
}

interface OpenClient {
  version: number;
  ciphertext: string | undefined;
  clients: Record<Purpose, () => RegistryClient>;
  close(): void;
}

/**
 * Opens clients, and keeps one per integration for as long as its settings stay as they are. The
 * credential is decrypted here and nowhere else.
 */
export class IntegrationConnector implements RegistryClients {
  readonly #options: IntegrationConnectorOptions;
  readonly #open = new Map<string, OpenClient>();
  #closed = false;

  constructor(options: IntegrationConnectorOptions) {
    this.#options = options;
  }

  async get(
    integration: StoredIntegration,
    purpose: Purpose = 'interactive',
  ): Promise<RegistryClient> {
    if (this.#closed) {
      throw unavailableError(message('PORTAL_SHUTTING_DOWN'));
    }
    const { backOff } = integration.health;
    if (backOff) {
      // Another replica may have been told.
      this.#options.budgets
        .of(integration.url)
        .backOff(new Date(backOff.until));
    }
    const known = this.#current(integration);
    if (known) {
      return known.clients[purpose]();
    }
    const credential = await this.readCredential(integration);
    // Somebody else may have come here first while the credential was read.
    const meanwhile = this.#current(integration);
    if (meanwhile) {
      return meanwhile.clients[purpose]();
    }
    this.forget(integration.id);
    const transport = this.openTransport(integration);
    const interactive = this.#connect(integration, credential, transport);
    const background = this.#connect(
      integration,
      credential,
      asBackground(transport),
    );
    const checks = asCheck(transport, this.#options.checkDeadlineMs);
    const clients = {
      interactive: () => interactive,
      background: () => background,
      // A new one each time: what was true once, such as a token, is not to be relied on.
      check: () => this.#connect(integration, credential, checks),
    };
    this.#open.set(integration.id, {
      clients,
      close: () => transport.close(),
      version: integration.version,
      ciphertext: integration.encryptedCredential?.ciphertext,
    });
    return clients[purpose]();
  }

  /** A client for settings that may not be saved; close it when done. */
  open(
    target: ConnectionTarget,
    credential: RegistryCredential | undefined,
  ): { client: RegistryClient; close(): void } {
    const transport = this.openTransport(target);
    return {
      client: this.#connect(target, credential, transport),
      close: () => transport.close(),
    };
  }

  /** The bare way to a registry; close it when done. */
  openTransport({
    tls,
    url,
  }: Pick<ConnectionTarget, 'url' | 'tls'>): HttpTransport {
    const { networkPolicy, budgets } = this.#options;
    return createHttpTransport({ tls, networkPolicy, budget: budgets.of(url) });
  }

  /**
   * @param integration - as it is stored: the password is bound to it
   * @throws CredentialError
   */
  async readCredential(
    integration: CredentialBinding,
  ): Promise<RegistryCredential | undefined> {
    const encrypted = await this.#options.store.getCredential(integration.id);
    return (
      encrypted && {
        username: integration.username ?? '',
        password: this.#options.cipher.decrypt(integration, encrypted),
      }
    );
  }

  forget(integrationId: string): void {
    this.#open.get(integrationId)?.close();
    this.#open.delete(integrationId);
  }

  close(): void {
    this.#closed = true;
    for (const id of [...this.#open.keys()]) {
      this.forget(id);
    }
  }

  /** The client of these settings and of the password as it is stored now. */
  #current({
    id,
    version,
    encryptedCredential,
  }: StoredIntegration): OpenClient | undefined {
    const open = this.#open.get(id);
    return open?.version === version &&
      open.ciphertext === encryptedCredential?.ciphertext
      ? open
      : undefined;
  }

  #connect(
    target: ConnectionTarget,
    credential: RegistryCredential | undefined,
    transport: HttpTransport,
  ): RegistryClient {
    return this.#options.providers.get(target.type).connect({
      url: target.url,
      imageHost: target.imageHost,
      repositories: target.repositories,
      repositoryFilter: target.repositoryFilter,
      transport,
      ...(credential && { credential }),
    });
  }
}
