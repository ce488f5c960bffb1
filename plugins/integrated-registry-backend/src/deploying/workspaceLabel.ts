import { parseEntityRef } from '@backstage/catalog-model';
import { createHash } from 'node:crypto';

/** By this label a namespace agrees to its binding, and a pull secret says whose it is. */
export const WORKSPACE_LABEL = 'integrated-registry.io/workspace';
/** Kubernetes, "Recommended Labels". */
const MANAGED_BY = {
  'app.kubernetes.io/managed-by': 'integrated-registry',
} as const;
/** Kubernetes, "Labels and Selectors": the longest value. */
const MAX_LENGTH = 63;
const HASH_LENGTH = 12;

/** The labels of a pull secret: who has made it, and for which workspace. */
export function pullSecretLabels(workspace: string): { [key: string]: string } {
  return { ...MANAGED_BY, [WORKSPACE_LABEL]: workspaceLabel(workspace) };
}

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
