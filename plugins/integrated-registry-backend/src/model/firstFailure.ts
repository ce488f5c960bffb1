import {
  Diagnosis,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';

/** Why a registry cannot be used; nothing where it can. */
export function firstFailure(
  diagnosis: Diagnosis,
): RegistryFailure | undefined {
  const failed = diagnosis.steps.find(step => step.state === 'failed');
  return (
    failed &&
    (failed.failure ?? {
      code: 'UPSTREAM_ERROR',
      message: failed.message,
      remedy: 'Try again later.',
    })
  );
}
