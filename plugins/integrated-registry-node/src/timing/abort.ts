/**
 * Rejects with the signal's reason as soon as it is aborted, else ends as the promise does. The
 * signal keeps nothing of it afterwards, however long it lives.
 *
 * @public
 */
export async function orAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  // It may go on and fail with nobody listening.
  promise.catch(() => {});
  signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  try {
    return await Promise.race([
      promise,
      new Promise<never>((_, reject) => {
        onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
      }),
    ]);
  } finally {
    if (onAbort) {
      signal.removeEventListener('abort', onAbort);
    }
  }
}

/** @param delay - milliseconds */
export async function sleep(delay: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await orAborted(
      new Promise<void>(resolve => {
        timer = setTimeout(resolve, delay);
      }),
      signal,
    );
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs the task with a signal that is aborted with the parents', or with `onTimeout()` after
 * `timeout` milliseconds.
 */
export async function withDeadline<T>(
  options: {
    timeout: number;
    onTimeout: () => Error;
    parents: readonly AbortSignal[];
  },
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(options.onTimeout()),
    options.timeout,
  );
  const forwards = options.parents.map(parent => {
    const forward = () => controller.abort(parent.reason);
    if (parent.aborted) {
      forward();
    } else {
      parent.addEventListener('abort', forward, { once: true });
    }
    return () => parent.removeEventListener('abort', forward);
  });
  try {
    return await task(controller.signal);
  } finally {
    clearTimeout(timer);
    forwards.forEach(remove => remove());
  }
}
