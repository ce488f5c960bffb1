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

export type ImageHostProof = 'address' | 'pull' | 'confirmed' | 'disputed';

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
  /**
   * What shows that the image host is this registry's: the address, a pull through it, a platform
   * admin; `disputed`: it is another workspace's. Goes where address or image host change.
   */
  imageHostProof?: ImageHostProof;
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
  /** Since when the catalog no longer has the workspace; then nobody uses the integration. */
  suspendedSince?: Date;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
  /** Counts changes of the settings; the ETag is made from it. */
  version: number;
}

/** For how long what was read is remembered, in milliseconds, for when the registry hangs. */
export const KNOWN_MS = 24 * 60 * 60_000;

/** People wait for an answer; crawls let them go first; health checks keep nobody waiting. */
export type Purpose = 'people' | 'upkeep' | 'check';

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

/** Checks that a registry answers, and remembers it. Nothing else says how healthy it is. */
export interface HealthMonitor {
  /**
   * Checks now and returns what was found. Concurrent calls share one check.
   *
   * @throws NotFoundError
   */
  check(
    integrationId: string,
    options?: { signal?: AbortSignal },
  ): Promise<Health>;
  /** Begins a check. Resolves as soon as it is seen to be under way. */
  begin(integrationId: string): Promise<void>;
  /**
   * Remembers a diagnosis that was made with the settings as they are now.
   *
   * @param madeAt - default: now
   */
  accept(
    integrationId: string,
    diagnosis: Diagnosis,
    madeAt?: Date,
  ): Promise<Health>;
  /**
   * Another part of the backend met this failure. It says nothing about the registry as a whole, and
   * at most begins a check, as `begin` does.
   */
  suspect(
    integration: StoredIntegration,
    failure: RegistryFailure,
  ): Promise<void>;
  /**
   * Begins checks of those among them that are not healthy, unless nothing can have changed: refused credentials
   * are tried on schedule only, lest accounts be locked.
   */
  recheck(all: readonly StoredIntegration[]): Promise<void>;
  /** A registry wants fewer requests: everything leaves it alone until then. */
  reportBackOff(registry: string, until: Date): Promise<void>;
  /** Ends the checks under way; what was known before them stays. */
  close(): Promise<void>;
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
