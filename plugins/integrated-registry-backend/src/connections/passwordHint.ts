import {
  DiagnosisStep,
  message,
  remedyIn,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryCredential } from 'backstage-plugin-integrated-registry-node';

/** Says of a refused password what cannot be seen in it. */
export function passwordHint(
  step: DiagnosisStep,
  credential: RegistryCredential | undefined,
): DiagnosisStep {
  const { failure } = step;
  const hint = credential && whatCannotBeSeen(credential.password);
  return failure?.code === 'UNAUTHORIZED' && hint
    ? {
        ...step,
        failure: worded({
          ...failure,
          remedy: message(hint, { remedy: remedyIn(failure) }),
        }),
      }
    : step;
}

function whatCannotBeSeen(password: string) {
  const [end] = /\s+$/.exec(password) ?? [];
  const [start] = /^\s+/.exec(password) ?? [];
  const space = end ?? start;
  if (space === undefined) {
    return undefined;
  }
  const what = /[\r\n]/.test(space) ? 'LINE_BREAK' : 'BLANK';
  return end === undefined
    ? (`PASSWORD_BEGINS_WITH_${what}` as const)
    : (`PASSWORD_ENDS_WITH_${what}` as const);
}
