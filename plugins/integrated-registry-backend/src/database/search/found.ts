import { RepositoryRow } from '../repositoryRows';
import { comparePlaces } from './mergeIntegrations';
import { Place } from './SearchIndex';
import { SearchPosition, Tier } from './searchCursor';
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

export function sorted(
  rows: readonly RepositoryRow[],
  words: readonly string[],
  tier: Exclude<Tier, 0>,
  after: Place,
): Found[] {
  const compare = tier === 3 ? byIntegration : comparePlaces;
  return rows
    .flatMap(row => {
      const best = bestTerm(searchable(row), words[0]);
      return (best?.rank ?? 3) === tier
        ? [toFound(row, tier, best?.term ?? '')]
        : [];
    })
    .filter(one => compare(one, after) > 0)
    .sort(compare);
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
