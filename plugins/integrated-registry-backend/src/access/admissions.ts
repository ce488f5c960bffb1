import { message } from 'backstage-plugin-integrated-registry-common';
import { notFoundError, NOTHING } from '../model';
import {
  Admitted,
  AdmittedCaller,
  AdmittedToIntegration,
  AdmittedToIntegrations,
  AdmittedToWorkspace,
} from './Admitted';
import { IntegrationAction } from './IntegrationAction';
import { Refusal } from './Refusal';
import { refusalOf, refuse } from './refusals';
import { Admission } from './Route';
import { usableIn } from './usableIn';

/** Everybody who is signed in. */
export const signedIn: Admission<unknown, Admitted> = async () => ({
  inside: NOTHING,
});

/** Whoever may use the Integrated Registry at all. */
export const entered: Admission<unknown, AdmittedCaller> = async (
  _input,
  { credentials },
  { policy },
) => {
  const caller = await policy.enter(credentials);
  return { caller, inside: policy.insideFilter(caller) };
};

/**
 * Platform admins.
 *
 * @throws NotFoundError for everybody else
 */
export function platformAdmin(
  action: Refusal['action'],
): Admission<unknown, AdmittedCaller> {
  return async (_input, { credentials }, { policy }) => {
    const caller = await policy.enter(credentials, { present: true });
    if (!caller.platformAdmin) {
      throw refuse(notFoundError(message('NOTHING_HERE')), {
        action,
        reason: 'role',
      });
    }
    return { caller, inside: policy.insideFilter(caller) };
  };
}

/** Whoever may do this with the integration in the path. */
export function integration(
  action: IntegrationAction,
): Admission<{ id: string }, AdmittedToIntegration> {
  return ({ id }, call, { integrations }) =>
    integrations.admit(action, id, call);
}

/**
 * Whoever may see integrations, to those. In a workspace the caller has nothing to do with there are
 * none; only operators hear of it.
 */
export const visibleIntegrations: Admission<
  { query: { workspace?: string; suspended: boolean } },
  AdmittedToIntegrations
> = async ({ query }, call, { policy, workspaces, audit }) => {
  const { credentials } = call;
  const caller = await policy.enter(credentials);
  await policy.admitService('read', caller, credentials);
  const read = await policy.decide('read', caller, credentials);
  const filters = [read.filter, { suspended: query.suspended }];
  const { workspace } = query;
  if (workspace !== undefined) {
    try {
      await audit.watch(call, () => workspaces.admitToRead(workspace, caller));
      filters.push(usableIn(workspace));
    } catch (error) {
      if (!refusalOf(error)) {
        throw error;
      }
      filters.push(NOTHING);
    }
  }
  return {
    caller,
    inside: policy.insideFilter(caller),
    filter: { allOf: filters },
  };
};

/**
 * Whoever may use integrations in the workspace that the query names.
 *
 * @param options - `recent`: is it enough to know what was there a second ago?
 */
export function workspaceInQuery(
  options: { recent?: boolean } = {},
): Admission<{ query: { workspace: string } }, AdmittedToWorkspace> {
  return ({ query }, call, { workspaces }) =>
    workspaces.admitToUse(query.workspace, call, options);
}

/** Whoever may use integrations in the workspace that the body names. */
export const workspaceInBody: Admission<
  { body: { workspace: string } },
  AdmittedToWorkspace
> = ({ body }, call, { workspaces }) =>
  workspaces.admitToUse(body.workspace, call);
