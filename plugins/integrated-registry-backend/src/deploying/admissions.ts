import {
  DecidePullCredentialRequest,
  message,
  NamespaceBindingListQuery,
  namespaceBindPermission,
} from 'backstage-plugin-integrated-registry-common';
import {
  Admission,
  AdmittedCaller,
  AdmittedToWorkspace,
  Caller,
  Gates,
  refuse,
  refuseChange,
} from '../access';
import {
  CallerOptions,
  notAllowedError,
  notFoundError,
  StoredIntegration,
} from '../model';
import { DatabaseBindingStore, StoredBinding } from './bindings';

export interface AdmittedToBindings extends AdmittedCaller {
  /** Entity refs; undefined for all. */
  workspaces: string[] | undefined;
}

export interface AdmittedToBinding extends AdmittedCaller {
  binding: StoredBinding;
}

export interface AdmittedToDecide extends AdmittedToWorkspace {
  integration: StoredIntegration;
}

/** Whoever has to do with the workspace of the query, or with any. */
export const visibleBindings: Admission<
  { query: Pick<NamespaceBindingListQuery, 'workspace'> },
  AdmittedToBindings
> = async ({ query: { workspace } }, { credentials }, gates) => {
  const { policy, workspaces } = gates;
  const caller = await policy.enter(credentials);
  if (workspace !== undefined) {
    await workspaces.admitToRead(workspace, caller);
  }
  return {
    caller,
    inside: policy.insideFilter(caller),
    workspaces:
      workspace === undefined ? policy.workspacesOf(caller) : [workspace],
  };
};

/** Whoever may bind namespaces. */
export const namespaceBinder: Admission<unknown, AdmittedCaller> = async (
  _input,
  call,
  { policy, deploying },
) => {
  const caller = await policy.enter(call.credentials, { present: true });
  if (!(await deploying.mayBind(caller, call))) {
    throw refuseBinding(caller);
  }
  return { caller, inside: policy.insideFilter(caller) };
};

/** Whoever may bind namespaces, to the binding in the path. */
export function bindingToRemove(
  bindings: DatabaseBindingStore,
): Admission<{ id: string }, AdmittedToBinding> {
  return async ({ id }, call, { policy, deploying, directory }) => {
    const binding = await bindings.get(id);
    const caller = await policy.enter(call.credentials, { present: true });
    const mayBind = await deploying.mayBind(caller, call);
    if (binding && mayBind) {
      return { caller, inside: policy.insideFilter(caller), binding };
    }
    const workspace = binding && (await directory.get(binding.workspace));
    if (
      caller.kind === 'service' ||
      (workspace && policy.isInside(workspace, caller))
    ) {
      throw refuseBinding(caller);
    }
    throw refuse(notFoundError(message('NO_SUCH_BINDING', { id })), {
      action: 'bind-namespace',
      reason: binding ? 'role' : 'absent',
    });
  };
}

function refuseBinding(caller: Caller): Error {
  const action = 'bind-namespace';
  return caller.kind === 'service'
    ? refuseChange(action, {})
    : refuse(
        notAllowedError(
          message('BIND_DENIED', { permission: namespaceBindPermission.name }),
        ),
        { action, reason: 'role' },
      );
}

/** Whoever looks after the workspace of the binding in the path. */
export function bindingToSync(
  bindings: DatabaseBindingStore,
): Admission<{ id: string }, AdmittedToBinding> {
  return async ({ id }, call, gates) => {
    const absent = message('NO_SUCH_BINDING', { id });
    const action = 'sync-pull-secret';
    const binding = await bindings.get(id);
    if (!binding) {
      await enter(call, gates);
      throw refuse(notFoundError(absent), { action, reason: 'absent' });
    }
    const { workspace } = binding;
    const admitted = await gates.workspaces.admitToAdminister(workspace, call, {
      action,
      absent,
      denied: message('SYNC_ADMINS_ONLY', { workspace }),
    });
    return { ...admitted, binding };
  };
}

/** Whoever decides for the workspace of the body about an integration that it can use. */
export const credentialToDecide: Admission<
  { id: string; body: Pick<DecidePullCredentialRequest, 'workspace'> },
  AdmittedToDecide
> = async ({ id, body: { workspace } }, call, gates) => {
  const { policy, deploying, workspaces } = gates;
  const action = 'decide-pull-credential';
  const denied = message('DECIDE_ADMINS_ONLY', { workspace });
  const { caller } = await workspaces.admitToAdminister(workspace, call, {
    action,
    denied,
  });
  const admitted = await workspaces.admitToUse(workspace, call);
  const integration = admitted.usable.find(usable => usable.id === id);
  if (!integration) {
    throw refuse(notFoundError(message('NO_SUCH_INTEGRATION', { id })), {
      action,
      reason: 'absent',
      workspace,
      integrationId: id,
    });
  }
  const permits = await deploying.decidableCredentials(call.credentials);
  if (!permits(integration)) {
    throw refuse(notAllowedError(message('MAY_NOT_CREDENTIAL')), {
      action,
      reason: 'policy',
      workspace,
      integrationId: id,
      role: policy.roleTowards(integration, caller),
    });
  }
  return { ...admitted, caller, integration };
};

async function enter(
  { credentials }: CallerOptions,
  { policy }: Gates,
): Promise<void> {
  await policy.enter(credentials, { present: true });
}
