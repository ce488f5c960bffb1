/**
 * How much of what people write is matched. The work of a match is the length of the text times the
 * length of all patterns together, so both have an end.
 */
export const patternLimits = {
  /** Globs of one integration or one image policy. */
  globs: 200,
  /** Characters of one glob. */
  globLength: 255,
  /** Characters of all globs together. */
  totalGlobLength: 8_192,
  /** Characters of a regular expression over tags. */
  tagPatternLength: 255,
  /** A counted repetition; no tag is longer. */
  tagPatternRepetition: 128,
  /** Longer names are not matched: no registry hands out images by them. */
  repositoryLength: 512,
} as const;
