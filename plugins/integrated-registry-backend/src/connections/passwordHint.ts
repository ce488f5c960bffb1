import { DiagnosisStep } from 'backstage-plugin-integrated-registry-common';
import { RegistryCredential } from 'backstage-plugin-integrated-registry-node';

/** Says of a refused password what cannot be seen in it. */
export function passwordHint(
  step: DiagnosisStep,
  credential: RegistryCredential | undefined,
): DiagnosisStep {
  const { failure } = step;
  const hint = credential && whatCannotBeSeen(credential.password);
  return failure?.code === 'UNAUTHORIZED' && hint
    ? { ...step, failure: { ...failure, remedy: `${hint} ${failure.remedy}` } }
    : step;
}

function whatCannotBeSeen(password: string): string | undefined {
  const [end] = /\s+$/.exec(password) ?? [];
  const [start] = /^\s+/.exec(password) ?? [];
  const space = end ?? start;
  if (space === undefined) {
    return undefined;
  }
  const what = /[\r\n]/.test(space) ? 'a line break' : 'a blank';
  const where = end === undefined ? 'begins' : 'ends';
  return `The password ${where} with ${what}, as copied text often does: remove it if it is not part of the password.`;
}
