import { z } from 'zod';
import { describeUnknown } from '../pickerOptions';
import { imageRuleNames, imageRuleShape } from './imageRules';
import { newestTagSchema } from './newestTag';

/** How an image reference is written down. */
export const pinSchema = z.enum(['tag', 'digest', 'both']);

/** @public */
export type Pin = z.infer<typeof pinSchema>;

/** For the authors of templates. */
export const NEWEST =
  'Instead of a tag: the newest one that fits, found when the task runs';

/**
 * What a template demands of an image. Every rule that is given must pass; one that cannot be
 * evaluated has failed.
 *
 * @public
 */
export const imagePolicySchema = z.strictObject(
  {
    pin: pinSchema.default('both'),
    newest: newestTagSchema.optional().describe(NEWEST),
    ...imageRuleShape,
  },
  {
    error: issue =>
      describeUnknown(issue, ['pin', 'newest', ...imageRuleNames]),
  },
);

/** @public */
export type ImagePolicy = z.infer<typeof imagePolicySchema>;
/** @public */
export type ImagePolicyInput = z.input<typeof imagePolicySchema>;

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
      newest: newestTagSchema.optional().describe(NEWEST),
      ...imageRuleShape,
    }),
    { io: 'input', target: 'draft-7' },
  );
  return properties as Record<string, object>;
}
