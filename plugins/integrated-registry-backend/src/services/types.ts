import {
  BackstageCredentials,
  BackstagePrincipalTypes,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import {
  Diagnosis,
  Health,
  RegistryFailure,
  RepositoryIndexState,
  Sharing,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryClient } from 'backstage-plugin-integrated-registry-node';
import { EncryptedCredential } from '../database';

/** Who calls, and until when they wait. */
export interface CallerOptions {
  credentials: BackstageCredentials<
    BackstagePrincipalTypes[keyof BackstagePrincipalTypes]
  >;
  signal?: AbortSignal;
  /** What the call came with, for the audit log. */
  request?: Request;
}

/** An integration as the backend knows it; its secret is encrypted, and does not leave even so. */
export interface StoredIntegration {
  id: string;
  /** Entity ref, lower case. */
  workspace: string;
  type: string;
  name: string;
  description?: string;
  url: string;
  imageHost: string;
  username?: string;
  hasCredential: boolean;
  encryptedCredential?: EncryptedCredential;
  credentialExpiresAt?: Date;
  tls: { caCertificate?: string; skipVerify: boolean };
  repositories: string[];
  repositoryFilter: string[];
  sharing: Sharing;
  managedBy: 'user' | 'config';
  health: Health;
  repositoryIndex: RepositoryIndexState;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
  /** Counts changes of the settings; the ETag is made from it. */
  version: number;
}

/** People wait for an answer; crawls and scheduled checks let them go first. */
export type Purpose = 'people' | 'upkeep';

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

/** Has the client of an integration read something, and tells its health where that fails. */
export type AskRegistry = <T>(
  integration: StoredIntegration,
  read: (client: RegistryClient) => Promise<T>,
) => Promise<T>;

/** Checks that a registry answers, and remembers it. */
export interface HealthMonitor {
  /**
   * Checks now and returns what was found. Concurrent calls share one check.
   *
   * @param options - `purpose`: who waits for it; default: people
   */
  check(
    integrationId: string,
    options?: { signal?: AbortSignal; purpose?: Purpose },
  ): Promise<Health>;
  /** Remembers a diagnosis that was made with the settings as they are now. */
  accept(integrationId: string, diagnosis: Diagnosis): Promise<Health>;
  /** Another part of the backend met this outcome while it worked. */
  report(integrationId: string, failure?: RegistryFailure): Promise<void>;
  /** A registry wants fewer requests: everything leaves it alone until then. */
  reportBackOff(registry: string, until: Date): Promise<void>;
}

/** Fills the repository index. */
export interface RepositoryCrawler {
  /**
   * Starts a crawl in the background unless one is running somewhere. Resolves as soon as it is
   * marked as running; the crawl's own end is seen in the integration's `repositoryIndex`.
   */
  start(integrationId: string): Promise<void>;
  /** Goes on with crawls whose process has died or was told to end. */
  resumeAbandoned(): Promise<void>;
  /** Stops a crawl, in whatever process it runs; what was found so far stays. */
  cancel(integrationId: string): Promise<void>;
  /** Removes from the repository index what is only kept. */
  forgetKept(integrationId: string): Promise<void>;
  /**
   * Begins to remove from the repository index, in the background, whatever belongs to no
   * integration any more.
   */
  sweep(): void;
  /** Resolves when nothing of this is going on in this process; for tests and shutdown. */
  settled(): Promise<void>;
}
