import { Place } from './SearchIndex';
import { compareText } from './searchText';

interface Key {
  integration_id: string;
  term: string;
  name: string;
}

/**
 * The first of what several integrations have, each of which can be read in order.
 *
 * @param read - what an integration has from a place on, that place included
 */
export function mergeIntegrations<T extends Key>(
  integrationIds: readonly string[],
  after: Place,
  limit: number,
  read: (integrationId: string, from: Place, count: number) => T[],
): T[] {
  // About what each will give, so that few are read in vain.
  const count = Math.ceil((2 * limit) / integrationIds.length) + 4;
  const readBehind = (id: string, place: Place) => {
    const rows = read(id, place, count);
    return {
      id,
      rows: rows.filter(row => comparePlaces(placeOf(row), place) > 0),
      hasMore: rows.length === count,
    };
  };
  const sources = integrationIds.map(id => readBehind(id, after));
  const taken: T[] = [];
  while (taken.length < limit) {
    const first = sources
      .filter(({ rows }) => rows.length > 0)
      .reduce<(typeof sources)[number] | undefined>(
        (best, source) =>
          best &&
          comparePlaces(placeOf(best.rows[0]), placeOf(source.rows[0])) < 0
            ? best
            : source,
        undefined,
      );
    const row = first?.rows.shift();
    if (!first || !row) {
      break;
    }
    taken.push(row);
    if (first.rows.length === 0 && first.hasMore) {
      Object.assign(first, readBehind(first.id, placeOf(row)));
    }
  }
  return taken;
}

export function comparePlaces(a: Place, b: Place): number {
  return (
    compareText(a.term, b.term) ||
    compareText(a.name, b.name) ||
    compareText(a.integrationId, b.integrationId)
  );
}

function placeOf({ integration_id: integrationId, term, name }: Key): Place {
  return { term, name, integrationId };
}
