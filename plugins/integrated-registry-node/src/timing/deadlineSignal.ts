import { message, Text } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../errors';

/**
 * A signal that is aborted after a time, with `TIMED_OUT` as its reason: what is to be done until
 * then may take many requests, each of which keeps its own deadline.
 *
 * @param milliseconds - from now on
 * @param what - as in "... took longer than 60 seconds.": `Reading the tags of team/app`
 * @public
 */
export function deadlineSignal(milliseconds: number, what: Text): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(
      new RegistryError('TIMED_OUT', {
        message: message('TOOK_LONGER', {
          what,
          seconds: milliseconds / 1_000,
        }),
      }),
    );
  }, milliseconds);
  // Whoever it was for may have finished long ago.
  timer.unref();
  return controller.signal;
}
