import { z } from 'zod';
import { wordingSchema } from '../../messages';
import { verdictNames } from './imageRules';

export const ruleVerdictSchema = z.object({
  rule: z.enum(verdictNames),
  passed: z.boolean(),
  /** Why, and what would pass. */
  message: z.string(),
  wording: wordingSchema.optional(),
});

/** @public */
export type RuleVerdict = z.infer<typeof ruleVerdictSchema>;
