import {
  Diagnosis,
  message,
  messageIn,
  RegistryFailure,
  worded,
} from 'backstage-plugin-integrated-registry-common';

/** Why a registry cannot be used; nothing where it can. */
export function firstFailure(
  diagnosis: Diagnosis,
): RegistryFailure | undefined {
  const failed = diagnosis.steps.find(step => step.state === 'failed');
  return (
    failed &&
    (failed.failure ??
      worded({
        code: 'UPSTREAM_ERROR',
        message: messageIn(failed),
        remedy: message('TRY_AGAIN_LATER'),
      }))
  );
}
