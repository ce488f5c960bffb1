import { z } from 'zod';
import { issueText } from '../issueTexts';
import { globsSchema } from '../globs';
import { verbatimText } from '../text';
import { imageRules, imageRuleShape } from './imageRules';

/** A query has to fit into the address of a request. */
const MAX_GLOBS_LENGTH = 4_000;
/** Of as many as the rule may have. */
const MAX_TYPES_LENGTH = 20 * 256;

/** The rules about tags, as parameters of a query. */
export const tagRulesInQuery = {
  tagPattern: imageRuleShape.tagPattern,
  semverRange: imageRuleShape.semverRange,
  variant: imageRuleShape.variant,
  prerelease: z
    .enum(['true', 'false'], issueText('TRUE_OR_FALSE', { name: 'prerelease' }))
    .transform(value => value === 'true')
    .optional(),
};

/** The globs of the rule `repositories`, as one parameter of a query. */
export const globsInQuerySchema = verbatimText('FIELD_GLOB', MAX_GLOBS_LENGTH)
  .transform(text => text.split(','))
  .pipe(globsSchema);

/** The rule `artifactTypes`, as one parameter: media types with commas between them. */
export const artifactTypesInQuerySchema = z
  .string()
  .max(MAX_TYPES_LENGTH)
  .transform(text => text.split(','))
  .pipe(imageRules.artifactTypes.schema);

/**
 * The rule `repositories` as a parameter of a query; undefined where it cannot be one: it is too long,
 * or a comma in it would be taken for the end of a glob.
 *
 * @public
 */
export function globsForQuery(
  globs: readonly string[] | undefined,
): readonly string[] | undefined {
  return globs &&
    globs.join(',').length <= MAX_GLOBS_LENGTH &&
    globs.every(glob => !glob.includes(','))
    ? globs
    : undefined;
}
