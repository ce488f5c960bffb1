import {
  Workspace,
  WorkspaceList,
} from 'backstage-plugin-integrated-registry-common';
import { IntegrationStore, matchesFilter } from '../database';
import { CallerOptions, StoredIntegration } from '../services/types';
import {
  CatalogWorkspace,
  WorkspaceDirectory,
} from '../services/WorkspaceDirectory';
import { WorkspaceService } from '../services/WorkspaceService';
import { AccessPolicy } from './AccessPolicy';
import { CallerResolver } from './Caller';

export interface AuthorizedWorkspaceServiceOptions {
  callers: CallerResolver;
  policy: AccessPolicy;
  store: IntegrationStore;
  directory: WorkspaceDirectory;
}

/** Which workspaces somebody has to do with is a question of authorization through and through. */
export class AuthorizedWorkspaceService implements WorkspaceService {
  readonly #options: AuthorizedWorkspaceServiceOptions;

  static create(
    options: AuthorizedWorkspaceServiceOptions,
  ): AuthorizedWorkspaceService {
    return new AuthorizedWorkspaceService(options);
  }

  private constructor(options: AuthorizedWorkspaceServiceOptions) {
    this.#options = options;
  }

  async list({ credentials }: CallerOptions): Promise<WorkspaceList> {
    const { callers, policy, store, directory } = this.#options;
    const caller = await policy.enter(credentials);
    const mayCreate = await policy.createFilter(caller, credentials);
    const read = await policy.filterFor('read', caller, credentials);
    const workspaces =
      caller.platformAdmin || caller.kind === 'service'
        ? await directory.all()
        : caller.workspaces;
    const visible = await store.list({ filter: read });
    const items = workspaces.flatMap(workspace => {
      const role =
        caller.kind === 'service'
          ? 'member'
          : callers.roleIn(workspace, caller);
      const item: Workspace | undefined = role && {
        entityRef: workspace.entityRef,
        title: workspace.title,
        ...(workspace.description && { description: workspace.description }),
        role,
        canCreate: mayCreate(workspace),
        counts: countFor(workspace, visible),
      };
      return item ?? [];
    });
    return {
      items: items.sort((a, b) => a.title.localeCompare(b.title, 'en-US')),
    };
  }
}

function countFor(
  { entityRef }: CatalogWorkspace,
  visible: readonly StoredIntegration[],
): Workspace['counts'] {
  const owned = visible.filter(({ workspace }) => workspace === entityRef);
  return {
    integrations: owned.length,
    unhealthy: owned.filter(({ health }) => health.state === 'unhealthy')
      .length,
    shared: visible.filter(
      integration =>
        integration.workspace !== entityRef &&
        matchesFilter(integration, { sharedWith: [entityRef] }),
    ).length,
  };
}
