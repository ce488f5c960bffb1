import { z } from 'zod';
import { foreignLine, Wording, wordingSchema } from '../messages';

/**
 * Why a list lacks something. One code, one cause, one remedy.
 *
 * - `REFUSED`: the registry does not allow this credential to list it
 * - `HIDDEN`: it was there before, and the registry no longer shows it to this credential
 * - `NO_CATALOGUE`: the registry does not list its repositories
 * - `INVALID_NAMES`: names that no client could pull were left out
 * - `CHANGED`: the list changed while it was read
 * - `PAGING`: the registry's pages do not prove that they are all
 * - `TOO_LARGE`: entries that are larger than the portal reads were left out
 * - `NOT_CACHED`: a proxy cache lists only what it has cached
 * - `LIMIT`: there is more than the portal keeps
 * - `DECLARED`: only the repositories named in the integration are listed
 * - `DETAILS`: every name is listed, without what else the registry knows of it
 *
 * @public
 */
export const gapCodes = [
  'REFUSED',
  'HIDDEN',
  'NO_CATALOGUE',
  'INVALID_NAMES',
  'CHANGED',
  'PAGING',
  'TOO_LARGE',
  'NOT_CACHED',
  'LIMIT',
  'DECLARED',
  'DETAILS',
] as const;

export const gapCodeSchema = z.enum(gapCodes);

/** @public */
export type GapCode = z.infer<typeof gapCodeSchema>;

/** Does the count of such a gap say how many entries are left out? Else it says how many are kept. @public */
export function countsLeftOut(code: GapCode): boolean {
  return ['INVALID_NAMES', 'TOO_LARGE', 'LIMIT'].includes(code);
}

/** Limits on the gaps of one answer; lengths in characters. */
export const gapLimits = { gaps: 20, name: 255, text: 500 } as const;

/** Where something is missing. */
export const gapScopeSchema = z.object({
  kind: z.enum(['registry', 'project', 'repository']),
  /** Of the project or repository; absent for a registry. */
  name: z.string().max(gapLimits.name).optional(),
});

/** @public */
export type GapScope = z.infer<typeof gapScopeSchema>;

/**
 * Something that a list should have and has not.
 */
export const gapSchema = z.object({
  scope: gapScopeSchema,
  code: gapCodeSchema,
  /** What is missing, and why. */
  message: z.string().max(gapLimits.text),
  /** What to do about it. */
  remedy: z.string().max(gapLimits.text),
  wording: wordingSchema.optional(),
  /** The permission to add, in the registry's own words: `List Repository`. */
  permission: z.string().max(gapLimits.name).optional(),
  /** How many entries are left out or kept, where that is known; see `countsLeftOut`. */
  count: z.number().int().nonnegative().optional(),
  /** ISO 8601; the first crawl that met it. */
  since: z.string().optional(),
  /** In lists over several integrations. */
  integrationId: z.string().optional(),
});

/** @public */
export type Gap = z.infer<typeof gapSchema>;

/** The gaps of a list: at most 20, and how many more there are. */
export const gapListSchema = z.object({
  /** Absent where nothing is missing. */
  gaps: z.array(gapSchema).max(gapLimits.gaps).optional(),
  /** How many gaps are left out of `gaps`. */
  moreGaps: z.number().int().positive().optional(),
});

/** @public */
export type GapList = z.infer<typeof gapListSchema>;

/**
 * The fields that tell of gaps: each scope and code once, texts cut, at most 20, and none where
 * nothing is missing.
 *
 * @param more - gaps that were left out before
 * @public
 */
export function gapListOf(gaps: readonly Gap[], more = 0): GapList {
  const each = new Map<string, Gap>();
  for (const gap of gaps) {
    const { kind, name } = gap.scope;
    const key = JSON.stringify([gap.integrationId, kind, name, gap.code]);
    const known = each.get(key);
    const counts = [known?.count, gap.count].filter(
      count => count !== undefined,
    );
    each.set(key, {
      ...cut(known ?? gap),
      ...(counts.length > 0 && { count: counts.reduce((a, b) => a + b) }),
    });
  }
  const all = [...each.values()];
  const left = all.length - gapLimits.gaps;
  const moreGaps = Math.max(left, 0) + more;
  return {
    ...(all.length > 0 && { gaps: all.slice(0, gapLimits.gaps) }),
    ...(moreGaps > 0 && { moreGaps }),
  };
}

function cut({ wording, ...gap }: Gap): Gap {
  return {
    ...gap,
    scope: {
      kind: gap.scope.kind,
      ...(gap.scope.name !== undefined && {
        name: foreignLine(gap.scope.name, gapLimits.name),
      }),
    },
    message: foreignLine(gap.message, gapLimits.text),
    remedy: foreignLine(gap.remedy, gapLimits.text),
    ...(isShort(wording) && { wording }),
  };
}

/** A wording cannot be cut: what is too long is told in English alone. */
function isShort(wording: Wording | undefined): boolean {
  return (
    wording !== undefined &&
    JSON.stringify(wording).length <= 2 * gapLimits.text
  );
}
