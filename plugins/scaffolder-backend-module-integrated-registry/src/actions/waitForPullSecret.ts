import {
  EnsurePullSecretRequest,
  PullSecret,
  PullSecretProblem,
} from 'backstage-plugin-integrated-registry-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackendOptions, callBackend, CallContext } from './callBackend';

/** The first pause; each is twice as long as the one before, up to the longest. In milliseconds. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;
/** The cluster is asked meanwhile, so even the last call gets this much. */
const LAST_CALL_MS = 10_000;

export interface PullSecretWait {
  place: EnsurePullSecretRequest;
  waitSeconds: number;
  /** Told once of each reason to wait. */
  onWait(reason: string): void;
}

/** How a pull secret stood in the end. */
export interface Awaited {
  answer: Pick<PullSecret, 'imagePullSecrets' | 'ready' | 'state' | 'manifest'>;
  /** Why images cannot be pulled; absent where they can. */
  problem?: PullSecretProblem;
}

/**
 * Has a pull secret written until images can be pulled with it, or the time is up.
 *
 * @throws where the task is cancelled, or the backend refuses the call
 */
export async function waitForPullSecret(
  options: BackendOptions,
  ctx: CallContext,
  { place, waitSeconds, onWait }: PullSecretWait,
): Promise<Awaited> {
  const end = Date.now() + waitSeconds * 1_000;
  let last: Awaited = {
    answer: { imagePullSecrets: [], ready: false, state: 'writing' },
    problem: late(place),
  };
  let told: string | undefined;
  for (let pause = FIRST_PAUSE_MS; ; pause = nextPause(pause)) {
    const timeout = AbortSignal.timeout(
      Math.max(end - Date.now(), LAST_CALL_MS),
    );
    const signal = ctx.signal
      ? AbortSignal.any([ctx.signal, timeout])
      : timeout;
    try {
      const answer = await callBackend(
        options,
        { ...ctx, signal },
        (api, callOptions) =>
          api.call('ensurePullSecret', { body: place }, callOptions),
      );
      if (answer.ready) {
        return { answer };
      }
      last = { answer, problem: problemOf(answer) };
    } catch (error) {
      if (!timeout.aborted || ctx.signal?.aborted) {
        throw error;
      }
      return last;
    }
    const left = end - Date.now();
    if (left <= 0) {
      return last;
    }
    const reason = last.problem?.message;
    if (reason !== undefined && reason !== told) {
      told = reason;
      onWait(reason);
    }
    await sleep(Math.min(pause, left), undefined, { signal: ctx.signal });
  }
}

function nextPause(pause: number): number {
  return Math.min(pause * 2, LONGEST_PAUSE_MS);
}

/** What the backend says of it; of a few states there is nothing to say but their name. */
function problemOf({ state, problem }: PullSecret): PullSecretProblem {
  if (problem) {
    return problem;
  }
  return state === 'empty'
    ? {
        message: 'No credential goes out, so there is no pull secret',
        remedy:
          'Have an admin of the workspace decide on one in the tab Namespaces of the page Integrated Registry.',
      }
    : {
        message: 'The pull secret is not written yet',
        remedy: 'Run the task again in a while.',
      };
}

function late({ cluster }: EnsurePullSecretRequest): PullSecretProblem {
  return {
    message: `The portal has no answer from the cluster ${cluster} yet`,
    remedy:
      'See in the tab Namespaces of the page Integrated Registry how the pull secret stands, and run the task again.',
  };
}
