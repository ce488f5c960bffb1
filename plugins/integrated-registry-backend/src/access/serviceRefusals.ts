import { message } from 'backstage-plugin-integrated-registry-common';
import { NotAllowedError } from '@backstage/errors';
import { notAllowedError } from '../model';
import { Refusal, RefusedAction } from './Refusal';
import { refuse } from './refusals';

/**
 * What a service is told that may not do something. No role hides anything from services, so they
 * learn what is missing.
 */
export function refuseChange(
  action: RefusedAction,
  where: Pick<Refusal, 'integrationId' | 'workspace'>,
): NotAllowedError {
  return refuse(notAllowedError(message('SERVICE_MAY_NOT_CHANGE')), {
    action,
    reason: 'role',
    role: 'service',
    ...where,
  });
}

/** The same where the token's own restrictions leave a permission out. */
export function refuseRestricted(
  permission: string,
  refusal: Refusal,
): NotAllowedError {
  return refuse(
    notAllowedError(message('SERVICE_RESTRICTED', { permission })),
    { ...refusal, role: 'service' },
  );
}
