import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  accessPermission,
  imageUseCreatePermission,
  Message,
  message,
} from 'backstage-plugin-integrated-registry-common';
import {
  EVERYTHING,
  IntegrationFilter,
  NOT_SUSPENDED,
  notAllowedError,
} from '../model';
import { AccessDecision, DecidedIntegration } from './AccessDecision';
import { Caller, CallerResolver } from './Caller';
import { changes, IntegrationAction, permissionOf } from './IntegrationAction';
import { PermissionFilters } from './PermissionFilters';
import { Refusal } from './Refusal';
import { refuse } from './refusals';
import { roleFilter } from './roleFilter';
import { refuseChange, refuseRestricted } from './serviceRefusals';
import { CatalogWorkspace } from './workspaces/WorkspaceDirectory';

/** What would be integrated, as far as it is decided about. */
export interface IntegrationToCome {
  type: string;
  /** Does a credential come with it? */
  credential: boolean;
}

/** What refuses somebody to integrate a registry for a workspace; nothing where nothing does. */
export type CreateDecision = (
  workspace: CatalogWorkspace,
  toCome: IntegrationToCome,
) => { action: 'create' | 'credential'; reason: 'role' | 'policy' } | undefined;

export interface AccessPolicyOptions {
  callers: CallerResolver;
  permissions: PermissionsService;
  filters: PermissionFilters;
  /** False leaves the decision to the permission policy alone. */
  enforceRoles: boolean;
}

/**
 * The one place that decides who may do what: role and permission policy together. A decision is a
 * filter over integrations; the database applies it to lists, and it is applied as it is to single
 * ones.
 */
export class AccessPolicy {
  readonly #options: AccessPolicyOptions;

  constructor(options: AccessPolicyOptions) {
    this.#options = options;
  }

  /**
   * Who calls, if they may use the Integrated Registry at all.
   *
   * @param options - `present`: do they come to change something? Then what they are is looked up
   * anew
   * @throws NotAllowedError
   */
  async enter(
    credentials: BackstageCredentials,
    options: { present?: boolean } = {},
  ): Promise<Caller> {
    await this.#authorize(
      accessPermission,
      credentials,
      message('ACCESS_DENIED'),
      { action: 'access', reason: 'access' },
    );
    return this.#options.callers.resolve(credentials, options);
  }

  /**
   * Tells services at once what they may not do with any integration. Users learn nothing here: to
   * them, what they may not do depends on the integration.
   *
   * @throws NotAllowedError
   */
  async admitService(
    action: IntegrationAction,
    caller: Caller,
    credentials: BackstageCredentials,
    where: Pick<Refusal, 'integrationId' | 'workspace'> = {},
  ): Promise<void> {
    if (caller.kind !== 'service') {
      return;
    }
    if (changes(action)) {
      throw refuseChange(action, where);
    }
    const permission = permissionOf[action];
    if (await this.#options.filters.isDenied(permission, credentials)) {
      throw refuseRestricted(permission.name, {
        action,
        reason: 'policy',
        ...where,
      });
    }
  }

  /**
   * Lets callers record that an entity uses an image, in a workspace that they were let into.
   *
   * @throws NotAllowedError
   */
  async admitToRecordUse(
    workspace: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<void> {
    const permission = imageUseCreatePermission;
    await this.#authorize(
      permission,
      credentials,
      message('IMAGE_USES_DENIED', { permission: permission.name }),
      { action: 'record-image-use', reason: 'policy', workspace },
    );
  }

  async #authorize(
    permission: BasicPermission,
    credentials: BackstageCredentials,
    denied: Message,
    refusal: Refusal,
  ): Promise<void> {
    const [{ result }] = await this.#options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw isService(credentials)
        ? refuseRestricted(permission.name, refusal)
        : refuse(notAllowedError(denied), refusal);
    }
  }

  /** Which integrations the caller may do this with. */
  async decide(
    action: IntegrationAction,
    caller: Caller,
    credentials: BackstageCredentials,
  ): Promise<AccessDecision> {
    const { filters, callers, enforceRoles } = this.#options;
    const permitted = await filters.ofIntegrations(
      permissionOf[action],
      credentials,
    );
    return new AccessDecision(
      {
        allOf: [
          enforceRoles || caller.kind === 'service'
            ? roleFilter(action, caller, callers)
            : EVERYTHING,
          // What belongs to nobody any more is for platform admins to assign or remove.
          caller.platformAdmin && action !== 'use' ? EVERYTHING : NOT_SUSPENDED,
        ],
      },
      permitted,
    );
  }

  /**
   * For which workspaces the caller may integrate registries, of which types, and with a credential
   * or without: what they may not change afterwards they may not integrate either. So a policy about
   * the types of integrations holds for new ones too, though creating is decided about workspaces.
   */
  async decideCreate(
    caller: Caller,
    credentials: BackstageCredentials,
  ): Promise<CreateDecision> {
    const { callers, filters, enforceRoles } = this.#options;
    if (caller.kind === 'service') {
      return () => ({ action: 'create', reason: 'role' });
    }
    const permits = await filters.ofWorkspacesToCreateIn(credentials);
    const update = await this.decide('update', caller, credentials);
    const put = await this.decide('credential', caller, credentials);
    return (workspace, { type, credential }) => {
      const role = callers.roleIn(workspace, caller);
      const hasRole = role === 'platform-admin' || role === 'workspace-admin';
      if (enforceRoles && !hasRole) {
        return { action: 'create', reason: 'role' };
      }
      const integration: DecidedIntegration = {
        id: '',
        workspace: workspace.entityRef,
        type,
        sharing: { with: 'nobody', workspaces: [] },
      };
      if (!permits(workspace) || !update.permits(integration)) {
        return { action: 'create', reason: 'policy' };
      }
      return credential && !put.permits(integration)
        ? { action: 'credential', reason: 'policy' }
        : undefined;
    };
  }

  /** Entity refs of the workspaces the caller has to do with; undefined for all. */
  workspacesOf(caller: Caller): string[] | undefined {
    return this.seesEveryWorkspace(caller)
      ? undefined
      : this.#options.callers.refsOf(caller);
  }

  /** May the caller say with whom integrations are shared? */
  mayShare(caller: Caller): boolean {
    return (
      caller.kind === 'user' &&
      (caller.platformAdmin || !this.#options.enforceRoles)
    );
  }

  /** Is every workspace one the caller has to do with? */
  seesEveryWorkspace(caller: Caller): boolean {
    return (
      caller.kind === 'service' ||
      caller.platformAdmin ||
      !this.#options.enforceRoles
    );
  }

  /** Has the caller to do with this workspace? */
  isInside(workspace: CatalogWorkspace, caller: Caller): boolean {
    return (
      this.seesEveryWorkspace(caller) ||
      this.#options.callers.roleIn(workspace, caller) !== undefined
    );
  }

  /** What the caller is in a workspace, as operators read it. */
  roleIn(workspace: CatalogWorkspace, caller: Caller): Refusal['role'] {
    return caller.kind === 'service'
      ? 'service'
      : this.#options.callers.roleIn(workspace, caller) ?? 'other';
  }

  /**
   * What the caller is to an integration, as operators read it. It asks nobody else, so that
   * refusing takes as long as not finding.
   */
  roleTowards(
    { workspace, sharing }: DecidedIntegration,
    caller: Caller,
  ): Refusal['role'] {
    if (caller.kind === 'service' || caller.platformAdmin) {
      return caller.kind === 'service' ? 'service' : 'platform-admin';
    }
    const owner = caller.workspaces.find(
      ({ entityRef }) => entityRef === workspace,
    );
    const isShared =
      sharing.with === 'everybody' ||
      caller.workspaces.some(({ entityRef }) =>
        sharing.workspaces.includes(entityRef),
      );
    return (
      (owner && this.#options.callers.roleIn(owner, caller)) ??
      (isShared ? 'shared-with' : 'other')
    );
  }

  /** The integrations whose every field the caller may see, and not only what sharing shows. */
  insideFilter(caller: Caller): IntegrationFilter {
    return this.seesEveryWorkspace(caller)
      ? EVERYTHING
      : {
          field: 'workspace',
          values: this.#options.callers.refsOf(caller),
        };
  }
}

function isService({ principal }: BackstageCredentials): boolean {
  return (principal as { type?: string }).type === 'service';
}
