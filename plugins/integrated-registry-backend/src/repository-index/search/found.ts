import { RepositoryRow } from '../store/repositoryRows';
import { comparePlaces } from './mergeIntegrations';
import { SearchPosition, Tier } from './searchCursor';
import { Place } from './SearchIndex';
import { bestTerm, compareText, Searchable } from './searchText';

/** A repository that was found, and its place among all others. */
export interface Found extends Place {
  tier: Tier;
  row: RepositoryRow;
}

export function recentFrom(
  recent: readonly RepositoryRow[],
  from: SearchPosition | undefined,
): Found[] {
  if (from && from.tier > 0) {
    return [];
  }
  // One that has gone since is passed over, and those before it have been shown.
  const shown = from ? from.recent.indexOf(Number(from.name)) + 1 : 0;
  const left = new Set(from?.recent.slice(shown) ?? []);
  return recent
    .filter(({ id }) => !from || left.has(id))
    .map(row => ({ ...toFound(row, 0, ''), name: String(row.id) }));
}

/** All that a search matches, gathered. */
export interface Matches {
  total: number;
  /** Those of a tier behind a place, in their order. */
  inTier(tier: MatchTier, after: Place): Found[];
}

type MatchTier = Exclude<Tier, 0>;

export function matchesOf(
  rows: readonly RepositoryRow[],
  words: readonly string[],
): Matches {
  let tiers: Map<Tier, Found[]> | undefined;
  return {
    total: rows.length,
    inTier(tier, after) {
      const compare = tier === 3 ? byIntegration : comparePlaces;
      tiers ??= byTier(rows, words);
      return (tiers.get(tier) ?? [])
        .filter(one => compare(one, after) > 0)
        .sort(compare);
    },
  };
}

function byTier(
  rows: readonly RepositoryRow[],
  words: readonly string[],
): Map<Tier, Found[]> {
  const tiers = new Map<Tier, Found[]>([
    [1, []],
    [2, []],
    [3, []],
  ]);
  for (const row of rows) {
    const best = bestTerm(searchable(row), words[0]);
    const tier = best?.rank ?? 3;
    tiers.get(tier)?.push(toFound(row, tier, best?.term ?? ''));
  }
  return tiers;
}

function byIntegration(a: Place, b: Place): number {
  return (
    compareText(a.integrationId, b.integrationId) || compareText(a.name, b.name)
  );
}

export function tierOf(row: RepositoryRow, words: readonly string[]): Tier {
  return words.length === 0
    ? 0
    : bestTerm(searchable(row), words[0])?.rank ?? 3;
}

export function toFound(row: RepositoryRow, tier: Tier, term: string): Found {
  return { tier, term, name: row.name, integrationId: row.integration_id, row };
}

export function searchable({
  name,
  project,
  description,
}: RepositoryRow): Searchable {
  return {
    name,
    ...(project !== null && { project }),
    ...(description !== null && { description }),
  };
}
