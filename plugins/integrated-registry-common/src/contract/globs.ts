import { z } from 'zod';
import { issueText } from './issueTexts';
import { patternLimits } from '../patterns';
import { lineOfText } from './text';

const { globs, globLength, totalGlobLength } = patternLimits;

/** Globs over repositories; all of them together are matched against every name there is. */
export const globsSchema = z
  .array(lineOfText('FIELD_GLOB', globLength))
  .max(globs, {
    error: issueText('TOO_MANY_GLOBS', { max: globs }),
    abort: true,
  })
  .refine(
    list =>
      list.reduce((sum, { length }) => sum + length, 0) <= totalGlobLength,
    issueText('GLOBS_TOO_LONG', { max: totalGlobLength }),
  );
