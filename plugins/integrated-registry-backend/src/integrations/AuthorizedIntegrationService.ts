import {
  ConnectionTestRequest,
  CreateIntegrationRequest,
  Diagnosis,
  Integration,
  IntegrationList,
  IntegrationListQuery,
  message,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import {
  AccessPolicy,
  Audit,
  Caller,
  DecidedIntegration,
  IntegrationGate,
  presentFor,
  refusalOf,
  refuse,
  usableIn,
  WorkspaceDirectory,
  WorkspaceGate,
} from '../access';
import {
  CallerOptions,
  firstFailure,
  inputError,
  IntegrationFilter,
  matchesFilter,
  notAllowedError,
  StoredIntegration,
} from '../model';
import { IntegrationService } from './IntegrationService';
import { touchesCredential } from './integrationSettings';

export interface AuthorizedIntegrationServiceOptions {
  inner: IntegrationService;
  policy: AccessPolicy;
  workspaces: WorkspaceGate;
  integrations: IntegrationGate;
  directory: WorkspaceDirectory;
  audit: Audit;
}

export class AuthorizedIntegrationService implements IntegrationService {
  readonly #options: AuthorizedIntegrationServiceOptions;

  constructor(options: AuthorizedIntegrationServiceOptions) {
    this.#options = options;
  }

  async list(
    query: IntegrationListQuery,
    options: CallerOptions,
  ): Promise<IntegrationList> {
    const { inner, policy, audit } = this.#options;
    const { credentials } = options;
    const caller = await audit.watch(options, async () => {
      const entered = await policy.enter(credentials);
      await policy.admitService('read', entered, credentials);
      return entered;
    });
    const read = await policy.decide('read', caller, credentials);
    const filters: IntegrationFilter[] = [
      read.filter,
      { suspended: query.suspended },
    ];
    if (query.workspace !== undefined) {
      filters.push(await this.#usableIn(query.workspace, caller, options));
    }
    const page = await inner.list(query, {
      ...options,
      filter: { allOf: filters },
      addressFilter: policy.insideFilter(caller),
    });
    return {
      ...page,
      items: await this.#present(page.items, caller, options),
    };
  }

  async get(id: string, options: CallerOptions): Promise<Integration> {
    const { inner, integrations, audit } = this.#options;
    const { caller } = await audit.watch(options, () =>
      integrations.admit('read', id, options),
    );
    return this.#presentOne(await inner.get(id, options), caller, options);
  }

  async create(
    request: CreateIntegrationRequest,
    options: CallerOptions & { verify: boolean },
  ): Promise<Integration> {
    const { inner, workspaces, audit } = this.#options;
    const { workspace, type, name, url } = request;
    return audit.run(
      {
        eventId: 'integration-create',
        meta: { workspace, type, name, url, verify: options.verify },
      },
      options,
      async note => {
        const caller = await workspaces.admitToCreate(
          { workspace, type, credential: touchesCredential(request) },
          options,
        );
        const created = await inner.create(request, options);
        note({ integrationId: created.id });
        return this.#presentOne(created, caller, options);
      },
    );
  }

  async update(
    id: string,
    etag: string,
    request: UpdateIntegrationRequest,
    options: CallerOptions & { verify: boolean },
  ): Promise<Integration> {
    const { inner, integrations, audit } = this.#options;
    return audit.run(
      {
        eventId: eventOf(request),
        // Which fields, and never what is in them.
        meta: {
          integrationId: id,
          fields: Object.keys(request),
          ...(request.sharing && { sharing: request.sharing }),
          ...(request.workspace && { to: request.workspace }),
        },
      },
      options,
      async note => {
        const admission = await integrations.admit('update', id, options);
        const { caller, stored } = admission;
        note({ workspace: stored.workspace });
        if (touchesCredential(request)) {
          await integrations.admitToCredential(admission, options);
        }
        await this.#admitToShare(stored, caller, request);
        this.#admitToConfirm(stored, caller, request);
        await this.#admitToMove(stored, caller, request);
        const updated = await inner.update(id, etag, request, options);
        return this.#presentOne(updated, caller, options);
      },
    );
  }

  async remove(
    id: string,
    etag: string,
    options: CallerOptions,
  ): Promise<void> {
    const { inner, integrations, audit } = this.#options;
    return audit.run(
      { eventId: 'integration-delete', meta: { integrationId: id } },
      options,
      async note => {
        const { stored } = await integrations.admit('delete', id, options);
        const { workspace, type, name } = stored;
        note({ workspace, type, name });
        await inner.remove(id, etag, options);
      },
    );
  }

  async test(
    request: ConnectionTestRequest,
    options: CallerOptions,
  ): Promise<Diagnosis> {
    const { inner, workspaces, integrations, audit } = this.#options;
    const saved = 'integrationId' in request;
    return audit.run(
      {
        eventId: 'connection-test',
        meta: saved
          ? { integrationId: request.integrationId }
          : { workspace: request.workspace, url: request.url },
      },
      options,
      async note => {
        if (saved) {
          const { stored } = await integrations.admit(
            'update',
            request.integrationId,
            options,
          );
          note({ workspace: stored.workspace });
        } else {
          // What is only tested is not put into an integration.
          const { workspace, type } = request;
          await workspaces.admitToCreate(
            { workspace, type, credential: false },
            options,
          );
        }
        const diagnosis = await inner.test(request, options);
        const failure = firstFailure(diagnosis);
        note({
          ok: diagnosis.ok,
          ...(failure && { failed: failure.code }),
        });
        return diagnosis;
      },
    );
  }

  async refresh(id: string, options: CallerOptions): Promise<Integration> {
    const { inner, integrations, audit } = this.#options;
    return audit.run(
      { eventId: 'integration-refresh', meta: { integrationId: id } },
      options,
      async note => {
        const { caller, stored } = await integrations.admit(
          'update',
          id,
          options,
        );
        note({ workspace: stored.workspace });
        const refreshed = await inner.refresh(id, options);
        return this.#presentOne(refreshed, caller, options);
      },
    );
  }

  async cancelCrawl(id: string, options: CallerOptions): Promise<Integration> {
    const { inner, integrations, audit } = this.#options;
    return audit.run(
      { eventId: 'crawl-cancel', meta: { integrationId: id } },
      options,
      async note => {
        const { caller, stored } = await integrations.admit(
          'update',
          id,
          options,
        );
        note({ workspace: stored.workspace });
        const cancelled = await inner.cancelCrawl(id, options);
        return this.#presentOne(cancelled, caller, options);
      },
    );
  }

  async forgetKept(id: string, options: CallerOptions): Promise<Integration> {
    const { inner, integrations, audit } = this.#options;
    return audit.run(
      { eventId: 'kept-repositories-forget', meta: { integrationId: id } },
      options,
      async note => {
        const { caller, stored } = await integrations.admit(
          'update',
          id,
          options,
        );
        note({ workspace: stored.workspace });
        const changed = await inner.forgetKept(id, options);
        return this.#presentOne(changed, caller, options);
      },
    );
  }

  /** In a workspace the caller has nothing to do with there is nothing, and operators hear of it. */
  async #usableIn(
    entityRef: string,
    caller: Caller,
    options: CallerOptions,
  ): Promise<IntegrationFilter> {
    const { workspaces, audit } = this.#options;
    try {
      await audit.watch(options, () =>
        workspaces.admitToRead(entityRef, caller),
      );
    } catch (error) {
      if (refusalOf(error)) {
        return { anyOf: [] };
      }
      throw error;
    }
    return usableIn(entityRef);
  }

  async #admitToShare(
    { id, workspace }: StoredIntegration,
    caller: Caller,
    { sharing }: UpdateIntegrationRequest,
  ): Promise<void> {
    const { policy, directory } = this.#options;
    if (!sharing) {
      return;
    }
    if (!policy.mayShare(caller)) {
      throw refuse(notAllowedError(message('SHARE_PLATFORM_ADMINS_ONLY')), {
        action: 'share',
        reason: 'role',
        workspace,
        integrationId: id,
      });
    }
    const found = await directory.find(sharing.workspaces);
    const known = new Set(found.map(({ entityRef }) => entityRef));
    const unknown = sharing.workspaces.filter(ref => !known.has(ref));
    if (unknown.length > 0) {
      throw inputError(message('CATALOG_WITHOUT_GROUPS', { groups: unknown }));
    }
  }

  #admitToConfirm(
    { id, workspace }: StoredIntegration,
    caller: Caller,
    { confirmImageHost }: UpdateIntegrationRequest,
  ): void {
    if (confirmImageHost && !this.#options.policy.mayShare(caller)) {
      throw refuse(notAllowedError(message('CONFIRM_PLATFORM_ADMINS_ONLY')), {
        action: 'confirm-image-host',
        reason: 'role',
        workspace,
        integrationId: id,
      });
    }
  }

  /** Only platform admins give an integration, and the password in it, to another workspace. */
  async #admitToMove(
    { id, workspace }: StoredIntegration,
    caller: Caller,
    { workspace: to }: UpdateIntegrationRequest,
  ): Promise<void> {
    const { directory } = this.#options;
    if (to === undefined) {
      return;
    }
    if (!caller.platformAdmin) {
      throw refuse(notAllowedError(message('ASSIGN_PLATFORM_ADMINS_ONLY')), {
        action: 'move',
        reason: 'role',
        workspace,
        integrationId: id,
      });
    }
    const [found] = await directory.find([to], { present: true });
    if (!found) {
      throw inputError(message('CATALOG_WITHOUT_GROUPS', { groups: to }));
    }
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
    const { policy } = this.#options;
    const manage = await policy.decide('update', caller, credentials);
    const managed = integrations.some(one => manage.permits(asDecided(one)));
    // Most callers manage nothing, and the policy need not be asked about passwords.
    const credential =
      managed && (await policy.decide('credential', caller, credentials));
    const inside = policy.insideFilter(caller);
    return integrations.map(integration => {
      const decided = asDecided(integration);
      return presentFor(integration, {
        manages: manage.permits(decided),
        changesCredential: credential && credential.permits(decided),
        inside: matchesFilter(decided, inside),
      });
    });
  }
}

function eventOf({ sharing, workspace }: UpdateIntegrationRequest): string {
  if (workspace !== undefined) {
    return 'integration-move';
  }
  return sharing ? 'integration-share' : 'integration-update';
}

/** As much of an integration as decisions look at. */
function asDecided(integration: Integration): DecidedIntegration {
  return {
    id: integration.id,
    workspace: integration.workspace ?? '',
    type: integration.type,
    sharing: integration.sharing ?? { with: 'nobody', workspaces: [] },
    suspendedSince: integration.suspendedSince,
  };
}
