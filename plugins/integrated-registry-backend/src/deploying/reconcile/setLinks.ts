import {
  isClusterError,
  PullSecretPlace,
} from 'backstage-plugin-integrated-registry-node';
import { StoredBinding } from '../bindings';
import { CompareOptions } from './Comparison';
import { clusterTrouble, noServiceAccount, Trouble } from './problems';

/**
 * Links ServiceAccounts to the Secret of a binding, and unlinks all others that it has linked. One that
 * fails keeps none of the others from it.
 *
 * @param wanted - names of those that are to be linked
 */
export async function setLinks(
  binding: StoredBinding,
  place: PullSecretPlace,
  wanted: readonly string[],
  {
    target,
    signal,
    write,
  }: Pick<CompareOptions, 'target' | 'signal' | 'write'>,
): Promise<{ linked: string[]; trouble?: Trouble }> {
  const linked = new Set(binding.linked);
  let trouble: Trouble | undefined;
  for (const serviceAccount of new Set([...wanted, ...binding.linked])) {
    const isWanted = wanted.includes(serviceAccount);
    const change = { ...place, serviceAccount, linked: isWanted };
    try {
      await write('link', [], () => target.setLinked(change, { signal }));
      if (isWanted) {
        linked.add(serviceAccount);
      } else {
        linked.delete(serviceAccount);
      }
    } catch (error) {
      if (!isClusterError(error)) {
        throw error;
      }
      if (error.code !== 'MISSING') {
        trouble ??= clusterTrouble(binding, place.name, error);
      } else {
        // One that is gone names nothing.
        linked.delete(serviceAccount);
        trouble ??= isWanted
          ? noServiceAccount(binding, serviceAccount)
          : undefined;
      }
    }
  }
  return { linked: [...linked].sort(), ...(trouble && { trouble }) };
}
