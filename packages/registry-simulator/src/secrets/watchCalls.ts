import { inspect } from 'node:util';
import { SecretNet } from './SecretNet';

/**
 * The same object, and whatever its calls fail with goes through the net; where `results` is set,
 * what they give as well. Promises and async iterables are looked into as they go by.
 *
 * @param options - `handsOut`: calls that give a secret to who asked for it; nothing else may have it then
 */
export function watchCalls<T extends object>(
  net: SecretNet,
  target: T,
  { results, handsOut = [] }: { results: boolean; handsOut?: string[] },
): T {
  const failed = (error: unknown) => inspectError(net, error);
  const given = (value: unknown) => {
    if (results) {
      net.inspect('an answer', value);
    }
  };

  async function* watchItems(items: AsyncIterable<unknown>) {
    try {
      for await (const item of items) {
        given(item);
        yield item;
      }
    } catch (error) {
      failed(error);
      throw error;
    }
  }

  return new Proxy(target, {
    get(inner, name) {
      const member: unknown = Reflect.get(inner, name, inner);
      if (typeof member !== 'function') {
        return member;
      }
      return (...parameters: unknown[]) => {
        try {
          const result: unknown = member.apply(inner, parameters);
          if (isAsyncIterable(result)) {
            return watchItems(result);
          }
          if (result instanceof Promise && handsOut.includes(String(name))) {
            result.then(secret => net.addFrom(secret), failed);
          } else if (result instanceof Promise) {
            // Whoever called waits for the promise itself, and comes after the net.
            result.then(given, failed);
          } else {
            given(result);
          }
          return result;
        } catch (error) {
          failed(error);
          throw error;
        }
      };
    },
  });
}

/** All the ways in which an error is written down: as fields, in a log, in an answer. */
export function inspectError(net: SecretNet, error: unknown): void {
  net.inspect('an error', [
    error,
    inspect(error, { depth: Infinity, showHidden: true }),
    JSON.stringify(error),
    String(error),
    error instanceof Error && 'toFailure' in error
      ? (error.toFailure as () => unknown)()
      : undefined,
  ]);
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return (
    typeof value === 'object' && value !== null && Symbol.asyncIterator in value
  );
}
