import { z } from 'zod';
import { issueText } from './issueTexts';
import { Gap, gapListSchema } from './gaps';
import { verbatimText } from './text';

/**
 * One page of a list. A list that is not whole or not fresh says so: `complete` is false where
 * the server knows of more than the pages will give (a crawl under way, a limit reached), and
 * `asOf` is the moment the content was true. `gaps` tells what is missing, where that is known.
 */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    /** How many there are over all pages; absent where that is not known. */
    totalItems: z.number().int().nonnegative().optional(),
    /** Opaque; pass it as `cursor` to get the next page. Absent on the last page. */
    nextCursor: z.string().optional(),
    complete: z.boolean(),
    /** ISO 8601. */
    asOf: z.string(),
    ...gapListSchema.shape,
  });
}

/** @public */
export interface Page<T> {
  items: T[];
  totalItems?: number;
  nextCursor?: string;
  complete: boolean;
  asOf: string;
  gaps?: Gap[];
  moreGaps?: number;
}

/** The most items a caller can ask for in one page. */
export const MAX_PAGE_SIZE = 200;

const LIMIT_MESSAGE = issueText('LIMIT_INVALID', { max: MAX_PAGE_SIZE });

export const pagingQuerySchema = z.object({
  /** The `nextCursor` of the page before. */
  cursor: verbatimText('FIELD_CURSOR', 2_048).optional(),
  /** Items per page, 1 to 200. */
  limit: z.coerce
    .number(LIMIT_MESSAGE)
    .int(LIMIT_MESSAGE)
    .min(1, LIMIT_MESSAGE)
    .max(MAX_PAGE_SIZE, LIMIT_MESSAGE)
    .default(50),
});
