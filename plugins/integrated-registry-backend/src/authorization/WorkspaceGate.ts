import { NotFoundError } from '@backstage/errors';
import { IntegrationStore } from '../database';
import { CallerOptions, StoredIntegration } from '../services/types';
import { WorkspaceDirectory } from '../services/WorkspaceDirectory';
import { AccessPolicy } from './AccessPolicy';
import { usableIn } from './usableIn';

export interface WorkspaceGateOptions {
  policy: AccessPolicy;
  store: IntegrationStore;
  directory: WorkspaceDirectory;
}

/** Finds the integrations whose images a caller may choose. */
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
    const use = await policy.filterFor('use', caller, credentials);
    const workspace = await directory.get(entityRef);
    if (!workspace || !policy.isInside(workspace, caller)) {
      throw new NotFoundError(
        `There is no workspace ${entityRef} that you belong to`,
      );
    }
    return store.list({ filter: { allOf: [use, usableIn(entityRef)] } });
  }

  /** @throws NotFoundError where the caller may not use it, as if it were not there */
  async admit(id: string, { credentials }: CallerOptions): Promise<void> {
    const { policy, store } = this.#options;
    const caller = await policy.enter(credentials);
    const stored = await store.get(id);
    const permitted =
      stored && (await policy.permits('use', stored, caller, credentials));
    if (!permitted) {
      throw new NotFoundError(`There is no integration with the id ${id}`);
    }
  }
}
