import {
  DecidePullCredentialRequest,
  message,
  messageIn,
  PullCredential,
  PullCredentialList,
  PullCredentialListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from 'backstage-plugin-integrated-registry-node';
import {
  DeployingPolicy,
  AdmittedToWorkspace,
  WorkspaceDirectory,
} from '../access';
import { IntegrationConnector, pullFailureWith } from '../connections';
import { CredentialCipher } from '../credentials';
import {
  CallerOptions,
  callerRef,
  EncryptedCredential,
  inputError,
  StoredIntegration,
} from '../model';
import { decodeCursor, encodeCursor } from '../platform';
import { AdmittedToDecide } from './admissions';
import { DatabaseBindingStore } from './bindings';
import { CredentialMinter } from './minting/CredentialMinter';
import {
  DatabasePullCredentialStore,
  pullBinding,
  StoredPullCredential,
} from './pullCredentials';
import {
  presentPullCredential,
  whyNotOwn,
} from './pullCredentials/presentPullCredential';
import { mintedFor, PullPlanner } from './reconcile/PullPlanner';
import { PullSecretReconciler } from './reconcile/PullSecretReconciler';

export interface PullCredentialsOptions {
  decisions: DatabasePullCredentialStore;
  bindings: DatabaseBindingStore;
  planner: PullPlanner;
  reconciler: PullSecretReconciler;
  minter: CredentialMinter;
  cipher: CredentialCipher;
  connector: IntegrationConnector;
  deploying: DeployingPolicy;
  directory: WorkspaceDirectory;
  /** How many days ahead of its end a password is warned about. */
  expiryWarningDays: number;
  /** How long somebody waits for a registry in all, in milliseconds. */
  deadlineMs: number;
}

/** Which credential of each integration goes into the pull secrets of a workspace. */
export class PullCredentials {
  readonly #options: PullCredentialsOptions;

  constructor(options: PullCredentialsOptions) {
    this.#options = options;
  }

  /** By name. */
  async list(
    admitted: AdmittedToWorkspace,
    query: PullCredentialListQuery,
    call: CallerOptions,
  ): Promise<PullCredentialList> {
    const { workspace, usable } = admitted;
    const cursor = query.cursor && decodeCursor(query.cursor, 2);
    const key = ({ name, id }: StoredIntegration) => [name, id];
    const behind = [...usable]
      .sort((a, b) => compareKeys(key(a), key(b)))
      .filter(one => !cursor || compareKeys(key(one), cursor) > 0);
    const items = behind.slice(0, query.limit);
    const last = items.at(-1);
    const present = await this.#presenter(workspace, admitted, call);
    return {
      items: items.map(present),
      totalItems: usable.length,
      ...(behind.length > items.length &&
        last && { nextCursor: encodeCursor(key(last)) }),
      complete: true,
      asOf: new Date().toISOString(),
    };
  }

  /** @throws InputError that says why it cannot be so */
  async decide(
    admitted: AdmittedToDecide,
    request: DecidePullCredentialRequest,
    call: CallerOptions & { verify: boolean },
  ): Promise<PullCredential> {
    const { decisions, bindings, reconciler } = this.#options;
    const { integration, workspace } = admitted;
    const { source } = request;
    const decision: StoredPullCredential = {
      integrationId: integration.id,
      workspace,
      source,
      decidedAt: new Date().toISOString(),
      decidedBy: callerRef(call),
    };
    if (source === 'own') {
      await this.#checkOwn(integration, workspace, call);
    }
    await decisions.put({
      ...decision,
      ...(source === 'separate' &&
        (await this.#separate(admitted, request, call))),
      ...(source === 'minted' && (await this.#mint(admitted, request, call))),
    });
    reconciler.begin(await bindings.list({ workspaces: [workspace] }));
    const present = await this.#presenter(workspace, admitted, call);
    return present(integration);
  }

  async #checkOwn(
    integration: StoredIntegration,
    workspace: string,
    call: CallerOptions,
  ): Promise<void> {
    const refused = whyNotOwn(integration, workspace);
    if (refused) {
      throw inputError(refused);
    }
    const { username = '' } = integration;
    const client = await this.#options.connector.get(integration);
    const isAdministrator = await client
      .isAdministrator?.({ signal: this.#signal(call) })
      .catch(error => {
        throw isRegistryError(error)
          ? inputError(
              message('OWN_CREDENTIAL_UNCHECKED', {
                username,
                reason: messageIn(error),
              }),
            )
          : error;
      });
    if (isAdministrator) {
      throw inputError(message('OWN_REFUSED_ADMINISTRATOR', { username }));
    }
  }

  async #separate(
    { integration, workspace }: AdmittedToDecide,
    { username = '', password, expiresAt }: DecidePullCredentialRequest,
    call: CallerOptions & { verify: boolean },
  ): Promise<
    Pick<StoredPullCredential, 'username' | 'encrypted' | 'expiresAt'>
  > {
    const { cipher, connector } = this.#options;
    const binding = pullBinding(integration, workspace, username);
    if (password === undefined) {
      const encrypted = await this.#stored(integration.id, workspace);
      if (!encrypted || !cipher.canDecrypt(binding, encrypted)) {
        throw inputError(message('PULL_CREDENTIAL_NEEDS_PASSWORD'));
      }
      return { username, encrypted, expiresAt };
    }
    const failure =
      call.verify &&
      (await pullFailureWith(
        integration,
        { username, password },
        { connector, signal: this.#signal(call) },
      ));
    if (failure) {
      throw inputError(
        message('PULL_CREDENTIAL_NOT_SAVED', { reason: failure }),
      );
    }
    const encrypted = cipher.encrypt(binding, password);
    return { username, encrypted, expiresAt };
  }

  async #mint(
    { integration, workspace }: AdmittedToDecide,
    { group }: DecidePullCredentialRequest,
    call: CallerOptions,
  ): Promise<Pick<StoredPullCredential, 'group'>> {
    const { minter } = this.#options;
    const mintsFor = minter.mintsFor(integration, workspace);
    if (mintsFor === 'group' && group === undefined) {
      throw inputError(message('MINT_NEEDS_GROUP'));
    }
    if (mintsFor !== 'group' && group !== undefined) {
      throw inputError(message('MINT_WITHOUT_GROUP'));
    }
    if (!mintsFor) {
      throw inputError(
        message('MINT_UNSUPPORTED', { integration: integration.name }),
      );
    }
    const reason = await minter.mint(integration, workspace, {
      scope: await minter.scope(integration, group),
      signal: this.#signal(call),
    });
    if (reason) {
      throw inputError(message('MINT_NOT_SAVED', { reason }));
    }
    return { group };
  }

  async #stored(
    integrationId: string,
    workspace: string,
  ): Promise<EncryptedCredential | undefined> {
    const stored = await this.#options.decisions.get(integrationId, workspace);
    return stored?.encrypted;
  }

  #signal({ signal }: CallerOptions): AbortSignal {
    const deadline = AbortSignal.timeout(this.#options.deadlineMs);
    return signal ? AbortSignal.any([signal, deadline]) : deadline;
  }

  async #presenter(
    workspace: string,
    { caller }: AdmittedToWorkspace,
    { credentials }: CallerOptions,
  ): Promise<(integration: StoredIntegration) => PullCredential> {
    const { planner, deploying, directory, minter } = this.#options;
    const inputs = await planner.read(workspace);
    const plan = await planner.plan(workspace, inputs);
    const found = await directory.get(workspace);
    const isAdmin = found !== undefined && deploying.administers(found, caller);
    const permits = await deploying.decidableCredentials(credentials);
    return integration =>
      presentPullCredential(integration, {
        ...this.#options,
        workspace,
        problem: plan.problems.get(integration.id),
        decision: inputs.decisions.find(
          each => each.integrationId === integration.id,
        ),
        minted: mintedFor(integration.id, workspace, inputs),
        mintsFor: minter.mintsFor(integration, workspace),
        canDecide: isAdmin && permits(integration),
      });
  }
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  if (at < 0) {
    return 0;
  }
  return a[at] < b[at] ? -1 : 1;
}
