import {
  ProviderList,
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
import { AccessPolicy } from '../AccessPolicy';
import { AdmittedCaller } from '../Admitted';
import { CallerResolver } from '../Caller';
import { pageOfWorkspaces } from './pageOfWorkspaces';
import { CatalogWorkspace, WorkspaceDirectory } from './WorkspaceDirectory';

export interface WorkspaceServiceOptions {
  callers: CallerResolver;
  policy: AccessPolicy;
  store: IntegrationStore;
  directory: WorkspaceDirectory;
  providers: { list(): ProviderList };
}

/** The workspaces a caller belongs to, and what they may do in each. */
export class WorkspaceService {
  readonly #options: WorkspaceServiceOptions;

  constructor(options: WorkspaceServiceOptions) {
    this.#options = options;
  }

  async list(
    { caller }: AdmittedCaller,
    query: WorkspaceListQuery,
    { credentials }: CallerOptions,
  ): Promise<WorkspaceList> {
    const { callers, policy, store, directory, providers } = this.#options;
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
