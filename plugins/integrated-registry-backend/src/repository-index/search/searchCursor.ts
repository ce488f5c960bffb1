import { decodeCursor, encodeCursor } from '../../platform';
import { Place } from './hits';
import { Tier as FoundTier } from './Query';

/** 0: used recently. */
export type Tier = 0 | FoundTier;

/** Where a page has ended. */
export interface SearchPosition extends Place {
  tier: Tier;
  /** What the first page began with, so that uses in between change nothing; ids of rows. */
  recent: readonly number[];
}

export function writeCursor(position: SearchPosition): string {
  const { tier, term, name, integrationId, recent } = position;
  return encodeCursor([
    String(tier),
    term,
    name,
    integrationId,
    recent.join(' '),
  ]);
}

/** @throws InputError */
export function readCursor(cursor: string): SearchPosition {
  const [tier, term, name, integrationId, recent] = decodeCursor(cursor, 5);
  return {
    tier: Math.min(3, Math.max(0, Math.trunc(Number(tier)) || 0)) as Tier,
    term,
    name,
    integrationId,
    recent: recent
      .split(' ')
      .map(Number)
      .filter(Number.isSafeInteger)
      .slice(0, 50)
      .filter(id => id > 0 && id < 2 ** 31),
  };
}
