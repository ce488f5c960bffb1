import {
  isRegistryError,
  RegistryClient,
} from 'backstage-plugin-integrated-registry-node';

const LOOK_DEADLINE_MS = 10_000;

/**
 * How it is with a repository. `hidden`: the registry refuses to show it; `unknown`: the registry could
 * not be asked.
 */
export type Look = 'there' | 'empty' | 'gone' | 'hidden' | 'unknown';

/**
 * Asks the registry about one repository, once and not for long.
 *
 * @throws the signal's reason
 */
export async function lookAtRepository(
  client: RegistryClient,
  name: string,
  signal: AbortSignal,
): Promise<Look> {
  const deadline = AbortSignal.timeout(LOOK_DEADLINE_MS);
  try {
    const { items, cursor } = await client.listTags(name, {
      signal: AbortSignal.any([signal, deadline]),
      limit: 1,
    });
    return items.length > 0 || cursor !== undefined ? 'there' : 'empty';
  } catch (error) {
    if (deadline.aborted && !signal.aborted) {
      return 'unknown';
    }
    if (signal.aborted || !isRegistryError(error)) {
      throw error;
    }
    if (error.code === 'NOT_FOUND') {
      return 'gone';
    }
    return ['FORBIDDEN', 'UNAUTHORIZED'].includes(error.code)
      ? 'hidden'
      : 'unknown';
  }
}
