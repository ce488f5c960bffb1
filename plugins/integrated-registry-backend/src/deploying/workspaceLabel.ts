import { parseEntityRef } from '@backstage/catalog-model';
import { createHash } from 'node:crypto';

/** By this label a namespace agrees to its binding, and a pull secret says whose it is. */
export const WORKSPACE_LABEL = 'integrated-registry.io/workspace';
/** Kubernetes, "Labels and Selectors": the longest value. */
const MAX_LENGTH = 63;
const HASH_LENGTH = 12;

/**
 * The value of the label for a workspace: `<namespace>.<name>`. One that is too long for a label ends
 * in a hash of the whole.
 *
 * @param workspace - entity ref
 */
export function workspaceLabel(workspace: string): string {
  const { namespace, name } = parseEntityRef(workspace);
  const value = `${namespace}.${name}`;
  if (value.length <= MAX_LENGTH) {
    return value;
  }
  const hash = createHash('sha256').update(value).digest('hex');
  return `${value.slice(0, MAX_LENGTH - HASH_LENGTH - 1)}-${hash.slice(
    0,
    HASH_LENGTH,
  )}`;
}
