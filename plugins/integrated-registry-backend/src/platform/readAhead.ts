import { orAborted } from 'backstage-plugin-integrated-registry-node';

/**
 * Has the next one fetched while the last one is worked on.
 *
 * @param signal - ends it at once, even where the source does not heed it
 */
export async function* readAhead<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  const ask = () => {
    const answer = iterator.next();
    // It is looked at later, or not at all where nobody wants more.
    answer.catch(() => undefined);
    return answer;
  };
  let next = ask();
  try {
    for (;;) {
      const { done, value } = await orAborted(next, signal);
      if (done) {
        return;
      }
      next = ask();
      yield value;
    }
  } finally {
    // Not waited for: it may hang in a request that is aborted only afterwards.
    iterator.return?.().catch(() => undefined);
  }
}
