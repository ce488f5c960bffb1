import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';

export const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
export const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/** A permissions service that decides as the test says at the time. */
export function permissionsThat(
  decide: (permission: Permission) => PolicyDecision,
): BackendFeature {
  return mockServices.permissions.mock({
    authorize: async queries =>
      queries.map(({ permission }) => {
        const { result } = decide(permission);
        return result === AuthorizeResult.CONDITIONAL
          ? { result: AuthorizeResult.DENY }
          : { result };
      }),
    authorizeConditional: async queries =>
      queries.map(({ permission }) => decide(permission)),
  }).factory;
}

/** A permissions service that allows everything, unless a test sets `decide` for itself. */
export function useDecisions() {
  const decisions: {
    decide: (permission: Permission) => PolicyDecision;
    feature: BackendFeature;
  } = {
    decide: () => allow,
    feature: permissionsThat(permission => decisions.decide(permission)),
  };

  beforeEach(() => {
    decisions.decide = () => allow;
  });

  return decisions;
}
