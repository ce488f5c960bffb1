import { z } from 'zod';
import { issueText } from '../issueTexts';
import { describeUnknown } from '../pickerOptions';
import { imageRuleShape } from './imageRules';

const newestShape = {
  semverRange: imageRuleShape.semverRange,
  tagPattern: imageRuleShape.tagPattern,
  variant: imageRuleShape.variant,
  prerelease: imageRuleShape.prerelease,
};

/**
 * A rule instead of a tag: the newest tag that all of it allows. With `semverRange` or `variant` the
 * highest version is the newest, else the tag that was pushed last, where the registry knows times.
 */
export const newestTagSchema = z
  .strictObject(newestShape, {
    error: issue => describeUnknown(issue, Object.keys(newestShape)),
  })
  .refine(
    ({ semverRange, tagPattern, variant }) =>
      (semverRange ?? tagPattern ?? variant) !== undefined,
    {
      message: issueText('NEWEST_OF_NOTHING'),
      // What is wrong with its parts says enough.
      when: ({ issues }) => issues.length === 0,
    },
  );

/** @public */
export type NewestTag = z.infer<typeof newestTagSchema>;
