import { z } from 'zod';
import { imageRuleShape } from './imageRules';
import { requestLimits } from '../requestLimits';
import { nearestName } from './nearestName';

/** How an image reference is written down. @public */
export const pinSchema = z.enum(['tag', 'digest', 'both']);

/** @public */
export type Pin = z.infer<typeof pinSchema>;

/**
 * What a template demands of an image. Every rule that is given must pass; one that cannot be
 * evaluated has failed.
 *
 * @public
 */
export const imagePolicySchema = z.strictObject(
  { pin: pinSchema.default('both'), ...imageRuleShape },
  { error: issue => describeUnknown(issue, ['pin']) },
);

/** @public */
export type ImagePolicy = z.infer<typeof imagePolicySchema>;
/** @public */
export type ImagePolicyInput = z.input<typeof imagePolicySchema>;

/** A rule that does not exist is one its author believes in: it is refused, with what was meant. */
export function describeUnknown(
  issue: { code?: string; keys?: unknown },
  others: readonly string[],
): string | undefined {
  if (issue.code !== 'unrecognized_keys' || !Array.isArray(issue.keys)) {
    return undefined;
  }
  const known = [...others, ...Object.keys(imageRuleShape)];
  return issue.keys
    .slice(0, requestLimits.problems)
    .map(key =>
      describeOption(String(key).slice(0, requestLimits.quotedName), known),
    )
    .join('\n');
}

function describeOption(name: string, known: readonly string[]): string {
  const meant = nearestName(name, known);
  return meant
    ? `There is no option ${JSON.stringify(name)}. Did you mean ${meant}?`
    : `There is no option ${JSON.stringify(name)}. Options: ${known.join(
        ', ',
      )}`;
}

/**
 * The options of a policy as JSON Schema, for those who describe them to the authors of templates.
 *
 * @public
 */
export function imagePolicyProperties(): Record<string, object> {
  const { properties = {} } = z.toJSONSchema(
    z.object({
      pin: pinSchema
        .optional()
        .describe('Reference format: tag, digest or both (the default)'),
      ...imageRuleShape,
    }),
    { io: 'input', target: 'draft-7' },
  );
  return properties as Record<string, object>;
}
