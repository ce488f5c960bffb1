import { z } from 'zod';
import { patternLimits } from '../patterns';
import { lineOfText } from './text';

const { globs, globLength, totalGlobLength } = patternLimits;

/** Globs over repositories; all of them together are matched against every name there is. */
export const globsSchema = z
  .array(lineOfText('A glob', globLength))
  .max(globs, {
    error: `Too many globs: at most ${globs} are allowed. A glob such as team/** takes many repositories at once`,
    abort: true,
  })
  .refine(
    list =>
      list.reduce((sum, { length }) => sum + length, 0) <= totalGlobLength,
    `The globs are too long: all together may have at most ${totalGlobLength.toLocaleString(
      'en-US',
    )} characters. A glob such as team/** takes many repositories at once`,
  );
