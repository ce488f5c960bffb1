import {
  Diagnosis,
  DiagnosisStep,
  message,
  messageIn,
  Text,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { HttpTransport } from '../transport';
import { isRegistryError } from '../errors';
import { DiagnoseOptions } from './RegistryClient';

/**
 * Does one step; says what it found, for a person, or why there was nothing to do.
 *
 * @public
 */
export type DiagnosisCheck = () => Promise<Text | { skipped: Text }>;

/** @public */
export interface RunDiagnosisOptions extends DiagnoseOptions {
  /** The registry's API address. */
  url: string;
  transport: HttpTransport;
  /** Is there a registry of this type? */
  protocol: DiagnosisCheck;
  /** Does it accept the credential, shown by something that needs it? */
  login: DiagnosisCheck;
  /** Can its repositories be listed? */
  catalogue: DiagnosisCheck;
}

/**
 * Takes the steps of a diagnosis in their order, for `RegistryClient.diagnose`. After the first
 * that fails, the others are skipped.
 *
 * @throws the signal's reason after an abort, unless it is the `RegistryError` of a deadline, and
 * what a check throws that is no `RegistryError`
 * @public
 */
export async function runDiagnosis(
  options: RunDiagnosisOptions,
): Promise<Diagnosis> {
  const { url, transport, signal, onStep } = options;
  const probe = (step: 'dns' | 'tcp' | 'tls') => async () =>
    messageIn(await transport.probe(url, step, signal));
  const plain = url.startsWith('http:');
  const checks: [DiagnosisStep['id'], DiagnosisCheck | undefined][] = [
    ['dns', probe('dns')],
    ['tcp', probe('tcp')],
    ['tls', plain ? undefined : probe('tls')],
    ['protocol', options.protocol],
    ['login', options.login],
    ['catalogue', options.catalogue],
  ];

  const steps: DiagnosisStep[] = [];
  let ok = true;
  for (const [id, check] of checks) {
    let step: DiagnosisStep;
    if (!ok) {
      step = skippedStep(id);
    } else if (!check) {
      step = worded({
        id,
        state: 'skipped',
        message: message('STEP_PLAIN_HTTP'),
      });
    } else {
      step = await takeDiagnosisStep(id, check, signal);
    }
    ok = ok && step.state !== 'failed';
    steps.push(step);
    onStep?.(step);
  }
  return { ok, steps };
}

/** A step that is not tried, because an earlier one failed. @public */
export function skippedStep(id: DiagnosisStep['id']): DiagnosisStep {
  return worded({
    id,
    state: 'skipped',
    message: message('STEP_AFTER_FAILURE'),
  });
}

/**
 * Takes one step of a diagnosis.
 *
 * @throws as `runDiagnosis`
 * @public
 */
export async function takeDiagnosisStep(
  id: DiagnosisStep['id'],
  check: DiagnosisCheck,
  signal: AbortSignal,
): Promise<DiagnosisStep> {
  const started = performance.now();
  const durationMs = () => Math.round(performance.now() - started);
  try {
    signal.throwIfAborted();
    const found = await check();
    return typeof found === 'object' && 'skipped' in found
      ? worded({ id, state: 'skipped', message: found.skipped })
      : worded({
          id,
          state: 'ok',
          message: found,
          durationMs: durationMs(),
        });
  } catch (error) {
    // A deadline that passed is a finding; that nobody waits any more is none.
    const cause: unknown = signal.aborted ? signal.reason : error;
    if (!isRegistryError(cause)) {
      throw cause;
    }
    const failure = cause.toFailure();
    return worded({
      id,
      state: 'failed',
      message: messageIn(failure),
      durationMs: durationMs(),
      failure,
    });
  }
}
