import { z } from 'zod';
import { lowerRefs } from '../entityRefs';

/** Of rules about which workspace it is. */
export const workspacesSchema = z.object({
  workspaces: z
    .array(z.string())
    .describe('Entity refs of groups, such as group:default/payments'),
});

/** Of rules about what the user is in a workspace. */
export const claimsSchema = z.object({
  claims: z
    .array(z.string())
    .describe(
      'Entity refs the user owns through: pass their ownershipEntityRefs',
    ),
});

/** Is one of the refs, in lower case, among the claims? */
export function isClaimed(
  refs: readonly string[],
  claims: readonly string[],
): boolean {
  const claimed = lowerRefs(claims);
  return refs.some(ref => claimed.includes(ref));
}
