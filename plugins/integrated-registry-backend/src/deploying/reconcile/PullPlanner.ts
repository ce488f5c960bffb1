import {
  IMAGE_HOST_PROJECT,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { createHash } from 'node:crypto';
import { usableIn } from '../../access';
import { imageHostState } from '../../connections';
import { CredentialCipher } from '../../credentials';
import {
  IntegrationStore,
  matchesFilter,
  StoredIntegration,
} from '../../model';
import { StoredBinding } from '../bindings';
import {
  DatabaseMintedCredentialStore,
  StoredMintedCredential,
} from '../pullCredentials/DatabaseMintedCredentialStore';
import {
  credentialSourceOf,
  DatabasePullCredentialStore,
  mintFailed,
  PullLogin,
  PullLoginProblem,
  StoredPullCredential,
} from '../pullCredentials';
import { DockerConfig, dockerConfigOf, PullEntry } from './dockerConfig';

/** All that pull secrets are made from, as it is at one moment. */
export interface PullInputs {
  integrations: readonly StoredIntegration[];
  decisions: readonly StoredPullCredential[];
  /** Those that work, the newest first. */
  minted: readonly StoredMintedCredential[];
  now: Date;
}

/** What the pull secret of a workspace holds. */
export interface PullPlan {
  config: DockerConfig;
  /** By the id of the integration. */
  problems: ReadonlyMap<string, PullLoginProblem>;
  /** Ids of integrations whose credential is decided on, and cannot be read any more. */
  unreadable: readonly string[];
}

export interface PullPlannerOptions {
  store: IntegrationStore;
  decisions: DatabasePullCredentialStore;
  minted: DatabaseMintedCredentialStore;
  cipher: CredentialCipher;
  /** The projects of an integration that are known. */
  projects(integrationId: string): Promise<string[]>;
  /** How long a workspace may be away and keep its pull secrets, in milliseconds. */
  graceMs: number;
  /** Name of the Secrets. */
  secretName: string;
}

/** Decides what goes into pull secrets. */
export class PullPlanner {
  readonly #options: PullPlannerOptions;

  constructor(options: PullPlannerOptions) {
    this.#options = options;
  }

  /** For one workspace, or for all of them. */
  async read(workspace?: string): Promise<PullInputs> {
    const { store, decisions, minted } = this.#options;
    const filter = workspace === undefined ? undefined : usableIn(workspace);
    return {
      integrations: await store.list({ filter }),
      decisions: await decisions.list(workspace),
      minted: (await minted.list(workspace)).filter(
        ({ state }) => state === 'ready',
      ),
      now: new Date(),
    };
  }

  /** Those that pods of the workspace may pull from, the longest there first. */
  usable(
    workspace: string,
    { integrations, now }: PullInputs,
  ): StoredIntegration[] {
    return integrations
      .filter(
        integration =>
          matchesFilter(integration, usableIn(workspace)) &&
          !this.isPastGrace(integration.suspendedSince, now),
      )
      .sort(
        (a, b) =>
          a.createdAt.getTime() - b.createdAt.getTime() ||
          (a.id < b.id ? -1 : 1),
      );
  }

  /** Has the catalog been without the workspace for longer than it may? */
  isPastGrace(since: Date | string | undefined, now: Date): boolean {
    return (
      since !== undefined &&
      now.getTime() - new Date(since).getTime() > this.#options.graceMs
    );
  }

  /**
   * Differs where the pull secret of the workspace may have to be another one. Projects with an image
   * host of their own do not count: a new one is noticed when the Secret is next compared.
   */
  fingerprint(workspace: string, inputs: PullInputs): string {
    const usable = this.usable(workspace, inputs);
    const decided = new Map(
      inputs.decisions
        .filter(decision => decision.workspace === workspace)
        .map(({ mintFailure, ...decision }) => [
          decision.integrationId,
          decision,
        ]),
    );
    const parts = usable.map(integration => [
      integration.id,
      integration.version,
      integration.encryptedCredential?.ciphertext,
      imageHostState(integration),
      decided.get(integration.id),
      mintedFor(integration.id, workspace, inputs)?.encrypted?.ciphertext,
    ]);
    return hashOf(parts);
  }

  /**
   * Hash of all that decides what the Secret of a binding is.
   *
   * @param fingerprint - of its workspace
   */
  inputsHash(
    {
      workspace,
      serviceAccounts,
      removingSince,
      suspendedSince,
    }: StoredBinding,
    fingerprint: string,
    now: Date,
  ): string {
    return hashOf([
      this.#options.secretName,
      workspace,
      serviceAccounts,
      removingSince,
      this.isPastGrace(suspendedSince, now),
      fingerprint,
    ]);
  }

  async plan(workspace: string, inputs: PullInputs): Promise<PullPlan> {
    const entries: PullEntry[] = [];
    const problems = new Map<string, PullLoginProblem>();
    const unreadable: string[] = [];
    for (const integration of this.usable(workspace, inputs)) {
      const { id } = integration;
      const decision = inputs.decisions.find(
        each => each.workspace === workspace && each.integrationId === id,
      );
      const source =
        decision &&
        credentialSourceOf({
          cipher: this.#options.cipher,
          decision,
          minted: mintedFor(id, workspace, inputs),
        });
      if (!source) {
        continue;
      }
      const unproven = unprovenHost(integration);
      const login = unproven
        ? { problem: unproven }
        : await source.get(integration, { workspace });
      if ('problem' in login) {
        problems.set(id, login.problem);
        if (login.unreadable) {
          unreadable.push(id);
        }
        continue;
      }
      const trouble = troubleOf(integration, decision, login, inputs.now);
      if (trouble) {
        // The registry decides; what it still takes is not taken away from pods.
        problems.set(id, trouble);
      }
      entries.push({
        integration,
        login,
        projects: await this.#projectsOf(integration),
      });
    }
    const config = dockerConfigOf(entries);
    for (const { integration, other, key } of config.clashes) {
      problems.set(integration.id, {
        message: message('PULL_CREDENTIAL_CLASH', {
          integration: integration.name,
          other: other.name,
          host: key,
        }),
        remedy: message('PULL_CREDENTIAL_TELL_APART'),
      });
    }
    return { config, problems, unreadable };
  }

  async #projectsOf({ id, imageHost }: StoredIntegration): Promise<string[]> {
    return imageHost.includes(IMAGE_HOST_PROJECT)
      ? this.#options.projects(id)
      : [];
  }
}

/** The one that is used. */
export function mintedFor(
  integrationId: string,
  workspace: string,
  { minted }: Pick<PullInputs, 'minted'>,
): StoredMintedCredential | undefined {
  return minted.find(
    each =>
      each.integrationId === integrationId && each.workspace === workspace,
  );
}

function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function unprovenHost(
  integration: StoredIntegration,
): PullLoginProblem | undefined {
  return ['claimed', 'needsConfirmation'].includes(imageHostState(integration))
    ? {
        message: message('PULL_CREDENTIAL_HOST_UNPROVEN', {
          host: integration.imageHost,
          integration: integration.name,
        }),
        remedy: message('PULL_CREDENTIAL_PROVE_HOST'),
      }
    : undefined;
}

/** What is wrong with a credential that goes out all the same. */
function troubleOf(
  integration: StoredIntegration,
  decision: StoredPullCredential,
  { expiresAt }: PullLogin,
  now: Date,
): PullLoginProblem | undefined {
  if (decision.source === 'minted' && decision.mintFailure) {
    return mintFailed(integration, decision.mintFailure);
  }
  return expiresAt && expiresAt < now
    ? {
        message: message('PULL_CREDENTIAL_EXPIRED', {
          integration: integration.name,
          date: expiresAt.toISOString(),
        }),
        remedy: message('PULL_CREDENTIAL_REPLACE'),
      }
    : undefined;
}
