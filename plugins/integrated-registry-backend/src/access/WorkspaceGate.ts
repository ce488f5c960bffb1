import { NotFoundError } from '@backstage/errors';
import {
  integrationCredentialPermission,
  Message,
  message,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallerOptions,
  inputError,
  IntegrationStore,
  notAllowedError,
  notFoundError,
} from '../model';
import {
  AccessPolicy,
  CreateDecision,
  IntegrationToCome,
} from './AccessPolicy';
import { AdmittedCaller, AdmittedToWorkspace } from './Admitted';
import { Caller } from './Caller';
import { DeployingPolicy } from './DeployingPolicy';
import { Refusal } from './Refusal';
import { refuse } from './refusals';
import { refuseChange } from './serviceRefusals';
import { usableIn } from './usableIn';
import {
  CatalogWorkspace,
  WorkspaceDirectory,
} from './workspaces/WorkspaceDirectory';

export interface WorkspaceGateOptions {
  policy: AccessPolicy;
  deploying: DeployingPolicy;
  store: IntegrationStore;
  directory: WorkspaceDirectory;
}

/** Lets callers into workspaces, by the entity ref they sent. */
export class WorkspaceGate {
  readonly #options: WorkspaceGateOptions;

  constructor(options: WorkspaceGateOptions) {
    this.#options = options;
  }

  /**
   * Lets callers use integrations in a workspace.
   *
   * @param recent - is it enough to know what was there a second ago?
   * @throws NotFoundError where the caller has nothing to do with the workspace
   */
  async admitToUse(
    entityRef: string,
    { credentials }: CallerOptions,
    { recent = false }: { recent?: boolean } = {},
  ): Promise<AdmittedToWorkspace> {
    const { policy, store, directory } = this.#options;
    const caller = await policy.enter(credentials);
    await policy.admitService('use', caller, credentials, {
      workspace: entityRef,
    });
    const use = await policy.decide('use', caller, credentials);
    const workspace = await directory.get(entityRef);
    if (!workspace || !policy.isInside(workspace, caller)) {
      throw outside(entityRef, 'use', workspace);
    }
    const filter = { allOf: [use.filter, usableIn(entityRef)] };
    return {
      caller,
      workspace: entityRef,
      usable: await (recent
        ? store.listRecent(filter)
        : store.list({ filter })),
      inside: policy.insideFilter(caller),
    };
  }

  /**
   * Lets those in who have to do with a workspace.
   *
   * @throws NotFoundError
   */
  async admitToRead(entityRef: string, caller: Caller): Promise<void> {
    const { policy, directory } = this.#options;
    const workspace = await directory.get(entityRef);
    if (!workspace || !policy.isInside(workspace, caller)) {
      throw outside(entityRef, 'read', workspace);
    }
  }

  /**
   * Lets those in who look after what a workspace deploys.
   *
   * @param options - `absent`: what those are told who have nothing to do with the workspace
   * @throws NotFoundError, NotAllowedError
   */
  async admitToAdminister(
    entityRef: string,
    { credentials }: CallerOptions,
    {
      action,
      denied,
      absent,
    }: { action: Refusal['action']; denied: Message; absent?: Message },
  ): Promise<AdmittedCaller> {
    const { policy, deploying, directory } = this.#options;
    const caller = await policy.enter(credentials, { present: true });
    if (caller.kind === 'service') {
      throw refuseChange(action, { workspace: entityRef });
    }
    const workspace = await directory.get(entityRef);
    if (!workspace || !policy.isInside(workspace, caller)) {
      throw outside(entityRef, action, workspace, absent);
    }
    if (!deploying.administers(workspace, caller)) {
      throw refuse(notAllowedError(denied), {
        action,
        reason: 'role',
        workspace: entityRef,
        role: policy.roleIn(workspace, caller),
      });
    }
    return { caller, inside: policy.insideFilter(caller) };
  }

  /**
   * Lets callers integrate such a registry for a workspace.
   *
   * @throws NotFoundError, NotAllowedError; InputError tells platform admins of a group that is not
   * there
   */
  async admitToCreate(
    {
      workspace: entityRef,
      ...toCome
    }: { workspace: string } & IntegrationToCome,
    { credentials }: CallerOptions,
  ): Promise<AdmittedCaller> {
    const { policy, directory } = this.#options;
    const caller = await policy.enter(credentials, { present: true });
    if (caller.kind === 'service') {
      throw refuseChange('create', { workspace: entityRef });
    }
    const decide = await policy.decideCreate(caller, credentials);
    const workspace = await directory.get(entityRef);
    if (!workspace && caller.platformAdmin) {
      throw inputError(message('NO_SUCH_GROUP', { group: entityRef }));
    }
    if (!workspace || !policy.isInside(workspace, caller)) {
      throw outside(entityRef, 'create', workspace);
    }
    const against = decide(workspace, toCome);
    if (against) {
      throw refuse(
        notAllowedError(explain(against, workspace.title, toCome.type)),
        {
          ...against,
          workspace: entityRef,
          role: policy.roleIn(workspace, caller),
        },
      );
    }
    return { caller, inside: policy.insideFilter(caller) };
  }
}

function explain(
  { action, reason }: NonNullable<ReturnType<CreateDecision>>,
  workspace: string,
  type: string,
): Message {
  if (action === 'credential') {
    return message('CREDENTIAL_OF_NEW_DENIED', {
      workspace,
      permission: integrationCredentialPermission.name,
    });
  }
  return reason === 'policy'
    ? message('INTEGRATE_DENIED_BY_POLICY', { type, workspace })
    : message('INTEGRATE_ADMINS_ONLY', { workspace });
}

/** The same whether there is such a workspace or not; only operators are told which it is. */
function outside(
  entityRef: string,
  action: Refusal['action'],
  workspace: CatalogWorkspace | undefined,
  absent: Message = message('NO_SUCH_WORKSPACE', { workspace: entityRef }),
): NotFoundError {
  return refuse(notFoundError(absent), {
    action,
    workspace: entityRef,
    ...(workspace ? { reason: 'role', role: 'other' } : { reason: 'absent' }),
  });
}
