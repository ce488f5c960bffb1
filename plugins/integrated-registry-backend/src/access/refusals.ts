import { Refusal } from './Refusal';

const refusals = new WeakMap<object, Refusal>();

/**
 * Remembers why somebody was refused. It hangs on nothing: whatever is a property of an error finds
 * its way into an answer one day.
 */
export function refuse<E extends Error>(error: E, refusal: Refusal): E {
  refusals.set(error, refusal);
  return error;
}

/** Why this error refuses somebody; nothing where it is about something else. */
export function refusalOf(error: unknown): Refusal | undefined {
  return typeof error === 'object' && error !== null
    ? refusals.get(error)
    : undefined;
}
