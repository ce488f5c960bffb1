import { NotAllowedError } from '@backstage/errors';
import { Refusal, RefusedAction } from './Refusal';
import { refuse } from './refusals';

type Where = Pick<Refusal, 'integrationId' | 'workspace'>;

/**
 * What a service is told that may not do something. No role hides anything from services, so they
 * learn what is missing.
 */
export function refuseChange(
  action: RefusedAction,
  where: Where,
): NotAllowedError {
  return refuse(
    new NotAllowedError(
      'Services may not change integrations. Declare the integration under integratedRegistry.integrations in the configuration, or sign in as an admin of its workspace',
    ),
    { action, reason: 'role', role: 'service', ...where },
  );
}

/** The same where the token's own restrictions leave a permission out. */
export function refuseRestricted(
  action: RefusedAction,
  permission: string,
  where: Where = {},
): NotAllowedError {
  return refuse(
    new NotAllowedError(
      `Access denied: the access restrictions of this service token leave out the permission ${permission}. Add it to accessRestrictions of the token in backend.auth.externalAccess`,
    ),
    {
      action,
      reason: action === 'access' ? 'access' : 'policy',
      role: 'service',
      ...where,
    },
  );
}
