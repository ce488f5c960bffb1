import {
  Workspace,
  WorkspaceList,
  WorkspaceListQuery,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallerOptions,
  IntegrationStore,
  matchesFilter,
  StoredIntegration,
} from '../../model';
import { ProviderRegistry } from '../../providers';
import { AccessPolicy } from '../AccessPolicy';
import { Audit } from '../Audit';
import { CallerResolver } from '../Caller';
import { pageOfWorkspaces } from './pageOfWorkspaces';
import { CatalogWorkspace, WorkspaceDirectory } from './WorkspaceDirectory';
import { WorkspaceService } from './WorkspaceService';

export interface AuthorizedWorkspaceServiceOptions {
  callers: CallerResolver;
  policy: AccessPolicy;
  store: IntegrationStore;
  directory: WorkspaceDirectory;
  providers: ProviderRegistry;
  audit: Audit;
}

/** Which workspaces somebody has to do with is a question of authorization through and through. */
export class AuthorizedWorkspaceService implements WorkspaceService {
  readonly #options: AuthorizedWorkspaceServiceOptions;

  constructor(options: AuthorizedWorkspaceServiceOptions) {
    this.#options = options;
  }

  async list(
    query: WorkspaceListQuery,
    options: CallerOptions,
  ): Promise<WorkspaceList> {
    const { credentials } = options;
    const { callers, policy, store, directory, providers, audit } =
      this.#options;
    const caller = await audit.watch(options, () => policy.enter(credentials));
    const { items, ...page } = pageOfWorkspaces(
      policy.seesEveryWorkspace(caller)
        ? await directory.all()
        : caller.workspaces,
      query,
    );
    const decideCreate = await policy.decideCreate(caller, credentials);
    const read = await policy.decide('read', caller, credentials);
    const refs = items.map(({ entityRef }) => entityRef);
    // Only what this page counts: a portal has thousands of workspaces.
    const visible = await store.list({
      filter: {
        allOf: [
          read.filter,
          {
            anyOf: [{ field: 'workspace', values: refs }, { sharedWith: refs }],
          },
        ],
      },
    });
    const types = providers.list().items.map(({ type, credential }) => ({
      type,
      credential: credential === 'required',
    }));
    return {
      items: items.map(workspace => ({
        entityRef: workspace.entityRef,
        title: workspace.title,
        ...(workspace.description && { description: workspace.description }),
        // Without roles of their own, callers are what the permission policy lets them be.
        role: callers.roleIn(workspace, caller) ?? 'member',
        canCreate: types.some(
          type => decideCreate(workspace, type) === undefined,
        ),
        counts: countFor(workspace, visible),
      })),
      ...page,
      complete: true,
      asOf: new Date().toISOString(),
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
