import { RegistryClient } from 'backstage-plugin-integrated-registry-node';
import { StoredIntegration } from './StoredIntegration';

/** Somebody waits for an answer; crawls wait for those; health checks keep nobody waiting. */
export type Purpose = 'interactive' | 'background' | 'check';

/**
 * Connected clients by integration. The credential is decrypted when a client is made and stays
 * inside it; a change of the settings makes a new one.
 */
export interface RegistryClients {
  /** @throws RegistryError or an error that says the credential cannot be decrypted */
  get(
    integration: StoredIntegration,
    purpose?: Purpose,
  ): Promise<RegistryClient>;
  /** Closes the client of an integration that was changed or removed. */
  forget(integrationId: string): void;
  close(): void;
}

/** Has the client of an integration read something, and has its health checked where that fails. */
export type AskRegistry = <T>(
  integration: StoredIntegration,
  read: (client: RegistryClient) => Promise<T>,
) => Promise<T>;
