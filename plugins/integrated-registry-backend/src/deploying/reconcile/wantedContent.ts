import { CredentialCipher } from '../../credentials';
import { StoredBinding } from '../bindings';
import { WantedContent } from './Comparison';
import { PullInputs, PullPlanner } from './PullPlanner';

/** What the Secret of a binding has to hold; undefined where none is to be there. */
export async function wantedContent(
  binding: StoredBinding,
  inputs: PullInputs,
  {
    planner,
    cipher,
    secretName,
  }: { planner: PullPlanner; cipher: CredentialCipher; secretName: string },
): Promise<WantedContent | undefined> {
  if (
    binding.removingSince !== undefined ||
    planner.isPastGrace(binding.suspendedSince, inputs.now)
  ) {
    return undefined;
  }
  const { config, unreadable } = await planner.plan(binding.workspace, inputs);
  const stays = (id: string) =>
    config.integrations.includes(id) || unreadable.includes(id);
  return {
    config,
    hash: cipher.fingerprint(
      JSON.stringify([secretName, binding.workspace, config.json]),
    ),
    // What is no longer wanted goes at once, whatever else cannot be read.
    keepAsItIs:
      binding.integrations.some(id => unreadable.includes(id)) &&
      binding.integrations.every(stays),
  };
}
