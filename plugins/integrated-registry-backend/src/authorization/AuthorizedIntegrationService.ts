import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  ConnectionTestRequest,
  CreateIntegrationRequest,
  Diagnosis,
  Integration,
  IntegrationList,
  IntegrationListQuery,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import {
  IntegrationFilter,
  IntegrationStore,
  matchesFilter,
} from '../database';
import { IntegrationService } from '../services/IntegrationService';
import { CallerOptions, StoredIntegration } from '../services/types';
import {
  CatalogWorkspace,
  WorkspaceDirectory,
} from '../services/WorkspaceDirectory';
import { AccessPolicy, IntegrationAction } from './AccessPolicy';
import { Audit } from './Audit';
import { Caller } from './Caller';
import { presentFor } from './presentFor';
import { usableIn } from './usableIn';

export interface AuthorizedIntegrationServiceOptions {
  inner: IntegrationService;
  policy: AccessPolicy;
  store: IntegrationStore;
  directory: WorkspaceDirectory;
  audit: Audit;
}

export class AuthorizedIntegrationService implements IntegrationService {
  readonly #options: AuthorizedIntegrationServiceOptions;

  static create(
    options: AuthorizedIntegrationServiceOptions,
  ): AuthorizedIntegrationService {
    return new AuthorizedIntegrationService(options);
  }

  private constructor(options: AuthorizedIntegrationServiceOptions) {
    this.#options = options;
  }

  async list(
    query: IntegrationListQuery,
    options: CallerOptions,
  ): Promise<IntegrationList> {
    const { inner, policy, directory } = this.#options;
    const { credentials } = options;
    const caller = await policy.enter(credentials);
    const read = await policy.filterFor('read', caller, credentials);
    const filters: IntegrationFilter[] = [read];
    if (query.workspace !== undefined) {
      const workspace = await directory.get(query.workspace);
      filters.push(
        workspace && policy.isInside(workspace, caller)
          ? usableIn(query.workspace)
          : { anyOf: [] },
      );
    }
    const page = await inner.list(query, {
      ...options,
      filter: { allOf: filters },
    });
    return {
      ...page,
      items: await this.#present(page.items, caller, options),
    };
  }

  async get(id: string, options: CallerOptions): Promise<Integration> {
    const caller = await this.#admit('read', id, options);
    return this.#presentOne(
      await this.#options.inner.get(id, options),
      caller,
      options,
    );
  }

  async create(
    request: CreateIntegrationRequest,
    options: CallerOptions & { verify: boolean },
  ): Promise<Integration> {
    const { inner, audit } = this.#options;
    const { workspace, type, name, url } = request;
    return audit.run(
      {
        eventId: 'integration-create',
        meta: { workspace, type, name, url, verify: options.verify },
      },
      options,
      async () => {
        const caller = await this.#admitToWorkspace(workspace, options);
        const created = await inner.create(request, options);
        return this.#presentOne(created, caller, options);
      },
      ({ id }) => ({ integrationId: id }),
    );
  }

  async update(
    id: string,
    etag: string,
    request: UpdateIntegrationRequest,
    options: CallerOptions & { verify: boolean },
  ): Promise<Integration> {
    const { inner, audit } = this.#options;
    return audit.run(
      {
        eventId: request.sharing ? 'integration-share' : 'integration-update',
        // Which fields, and never what is in them.
        meta: {
          integrationId: id,
          fields: Object.keys(request),
          ...(request.sharing && { sharing: request.sharing }),
        },
      },
      options,
      async () => {
        const caller = await this.#admit('update', id, options);
        await this.#admitToShare(caller, request);
        const updated = await inner.update(id, etag, request, options);
        return this.#presentOne(updated, caller, options);
      },
      ({ workspace }) => ({ workspace: workspace ?? '' }),
    );
  }

  async remove(
    id: string,
    etag: string,
    options: CallerOptions,
  ): Promise<void> {
    const { inner, audit } = this.#options;
    return audit.run(
      { eventId: 'integration-delete', meta: { integrationId: id } },
      options,
      async () => {
        await this.#admit('delete', id, options);
        await inner.remove(id, etag, options);
      },
    );
  }

  async test(
    request: ConnectionTestRequest,
    options: CallerOptions,
  ): Promise<Diagnosis> {
    const { inner, audit } = this.#options;
    const saved = 'integrationId' in request;
    return audit.run(
      {
        eventId: 'connection-test',
        meta: saved
          ? { integrationId: request.integrationId }
          : { workspace: request.workspace, url: request.url },
      },
      options,
      async () => {
        await (saved
          ? this.#admit('update', request.integrationId, options)
          : this.#admitToWorkspace(request.workspace, options));
        return inner.test(request, options);
      },
      diagnosis => ({
        ok: diagnosis.ok,
        failed:
          diagnosis.steps.find(({ state }) => state === 'failed')?.failure
            ?.code ?? '',
      }),
    );
  }

  async refresh(id: string, options: CallerOptions): Promise<Integration> {
    const { inner, audit } = this.#options;
    return audit.run(
      { eventId: 'integration-refresh', meta: { integrationId: id } },
      options,
      async () => {
        const caller = await this.#admit('update', id, options);
        const refreshed = await inner.refresh(id, options);
        return this.#presentOne(refreshed, caller, options);
      },
    );
  }

  /**
   * @throws NotFoundError where the caller may not see the integration, which is the same answer
   * as for one that is not there; NotAllowedError where they may see it but not do this
   */
  async #admit(
    action: IntegrationAction,
    id: string,
    { credentials }: CallerOptions,
  ): Promise<Caller> {
    const { policy, store } = this.#options;
    const caller = await policy.enter(credentials);
    const read = await policy.filterFor('read', caller, credentials);
    const wanted = await policy.filterFor(action, caller, credentials);
    const stored = await store.get(id);
    if (!stored || !matchesFilter(stored, read)) {
      throw new NotFoundError(`There is no integration with the id ${id}`);
    }
    if (!matchesFilter(stored, wanted)) {
      throw new NotAllowedError(
        `You may not ${action} this integration. Ask an admin of its workspace`,
      );
    }
    return caller;
  }

  async #admitToShare(
    caller: Caller,
    { sharing }: UpdateIntegrationRequest,
  ): Promise<void> {
    const { policy, directory } = this.#options;
    if (!sharing) {
      return;
    }
    if (!policy.mayShare(caller)) {
      throw new NotAllowedError(
        'Only the portal’s platform admins may share an integration. Ask one of them',
      );
    }
    const found = await directory.find(sharing.workspaces);
    const known = new Set(found.map(({ entityRef }) => entityRef));
    const unknown = sharing.workspaces.filter(ref => !known.has(ref));
    if (unknown.length > 0) {
      throw new InputError(
        `The catalog has no group ${unknown.join(
          ', ',
        )}. A workspace is a group of the catalog`,
      );
    }
  }

  async #admitToWorkspace(
    entityRef: string,
    { credentials }: CallerOptions,
  ): Promise<Caller> {
    const { policy, directory } = this.#options;
    const caller = await policy.enter(credentials);
    const mayCreate = await policy.createFilter(caller, credentials);
    const workspace = await directory.get(entityRef);
    if (!workspace && caller.platformAdmin) {
      throw new InputError(
        `There is no group ${entityRef} in the catalog. A workspace is a group of the catalog`,
      );
    }
    if (!workspace || !policy.isInside(workspace, caller)) {
      throw new NotFoundError(
        `There is no workspace ${entityRef} that you belong to`,
      );
    }
    if (!mayCreate(workspace)) {
      throw new NotAllowedError(
        `Only admins of the workspace ${workspace.title} may integrate registries for it`,
      );
    }
    return caller;
  }

  async #presentOne(
    integration: Integration,
    caller: Caller,
    options: CallerOptions,
  ): Promise<Integration> {
    const [presented] = await this.#present([integration], caller, options);
    return presented;
  }

  async #present(
    integrations: readonly Integration[],
    caller: Caller,
    { credentials }: CallerOptions,
  ): Promise<Integration[]> {
    const { policy, directory } = this.#options;
    const manage = await policy.filterFor('update', caller, credentials);
    const owners = new Map<string, CatalogWorkspace>(
      (
        await directory.find(
          integrations.flatMap(({ workspace }) => workspace ?? []),
        )
      ).map(workspace => [workspace.entityRef, workspace]),
    );
    return integrations.map(integration => {
      const owner = owners.get(integration.workspace ?? '');
      return presentFor(integration, {
        manages: matchesFilter(asStored(integration), manage),
        inside:
          caller.platformAdmin ||
          (owner !== undefined && policy.isInside(owner, caller)),
      });
    });
  }
}

/** As much of an integration as a filter looks at. */
function asStored(
  integration: Integration,
): Pick<StoredIntegration, 'id' | 'workspace' | 'type' | 'sharing'> {
  return {
    id: integration.id,
    workspace: integration.workspace ?? '',
    type: integration.type,
    sharing: integration.sharing ?? { with: 'nobody', workspaces: [] },
  };
}
