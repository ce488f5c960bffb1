import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { IntegrationStore } from '../database';
import { CallerOptions, StoredIntegration } from '../services/types';
import { WorkspaceDirectory } from '../services/WorkspaceDirectory';
import { AccessPolicy } from './AccessPolicy';
import { Caller } from './Caller';
import { Refusal } from './Refusal';
import { refuse } from './refusals';
import { usableIn } from './usableIn';

export interface WorkspaceGateOptions {
  policy: AccessPolicy;
  store: IntegrationStore;
  directory: WorkspaceDirectory;
}

/** Lets callers into workspaces, by the entity ref they sent. */
export class WorkspaceGate {
  readonly #options: WorkspaceGateOptions;

  static create(options: WorkspaceGateOptions): WorkspaceGate {
    return new WorkspaceGate(options);
  }

  private constructor(options: WorkspaceGateOptions) {
    this.#options = options;
  }

  /**
   * What the caller may use in a workspace.
   *
   * @throws NotFoundError where the caller has nothing to do with the workspace
   */
  async usable(
    entityRef: string,
    { credentials }: CallerOptions,
  ): Promise<StoredIntegration[]> {
    const { policy, store, directory } = this.#options;
    const caller = await policy.enter(credentials);
    const use = await policy.decide('use', caller, credentials);
    const workspace = await directory.get(entityRef);
    if (!workspace || !policy.isInside(workspace, caller)) {
      throw refuse(noSuchWorkspace(entityRef), {
        action: 'use',
        workspace: entityRef,
        ...(workspace
          ? { reason: 'role', role: 'other' }
          : { reason: 'absent' }),
      });
    }
    return store.list({ filter: { allOf: [use.filter, usableIn(entityRef)] } });
  }

  /**
   * The caller, where they may integrate registries for a workspace.
   *
   * @throws NotFoundError, NotAllowedError; InputError tells platform admins of a group that is not
   * there
   */
  async admitToCreate(
    entityRef: string,
    { credentials }: CallerOptions,
  ): Promise<Caller> {
    const { policy, directory } = this.#options;
    const caller = await policy.enter(credentials);
    const decide = await policy.decideCreate(caller, credentials);
    const workspace = await directory.get(entityRef);
    if (!workspace && caller.platformAdmin) {
      throw new InputError(
        `There is no group ${entityRef} in the catalog. A workspace is a group of the catalog`,
      );
    }
    const refusal: Refusal = {
      action: 'create',
      reason: 'absent',
      workspace: entityRef,
    };
    if (!workspace || !policy.isInside(workspace, caller)) {
      throw refuse(noSuchWorkspace(entityRef), {
        ...refusal,
        ...(workspace && { reason: 'role', role: 'other' }),
      });
    }
    const reason = decide(workspace);
    if (reason) {
      throw refuse(
        new NotAllowedError(
          `Only admins of the workspace ${workspace.title} may integrate registries for it`,
        ),
        { ...refusal, reason, role: policy.roleIn(workspace, caller) },
      );
    }
    return caller;
  }
}

function noSuchWorkspace(entityRef: string): NotFoundError {
  return new NotFoundError(
    `There is no workspace ${entityRef} that you belong to`,
  );
}
