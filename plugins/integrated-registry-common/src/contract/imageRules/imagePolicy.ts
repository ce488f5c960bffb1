import { z } from 'zod';
import { message, Message } from '../../messages';
import { noteKeyMessages } from '../issueTexts';
import { imageRuleShape } from './imageRules';
import { requestLimits } from '../requestLimits';
import { nearestName } from './nearestName';

/** How an image reference is written down. */
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
  return noteKeyMessages(
    issue.keys,
    issue.keys
      .slice(0, requestLimits.problems)
      .map(key =>
        describeOption(String(key).slice(0, requestLimits.quotedName), known),
      ),
  );
}

function describeOption(name: string, known: readonly string[]): Message {
  const meant = nearestName(name, known);
  return meant
    ? message('UNKNOWN_OPTION_MEANT', { name: JSON.stringify(name), meant })
    : message('UNKNOWN_OPTION', { name: JSON.stringify(name), known });
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
