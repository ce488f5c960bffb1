import { Place } from './SearchIndex';
import { compareText } from './searchText';

interface Key {
  term: string;
  name: string;
}

interface Source {
  id: string;
  places: Place[];
  /** The first that has not been taken. */
  next: number;
  hasMore: boolean;
}

/**
 * The first places of what several integrations have, each of which can be read in order.
 *
 * @param read - what an integration has from a place on, that place included
 */
export function mergeIntegrations(
  integrationIds: readonly string[],
  after: Place,
  limit: number,
  read: (integrationId: string, from: Place, count: number) => Key[],
): Place[] {
  // Somewhat more than the share of each, so that few are read in vain and few are asked again.
  const count = Math.ceil(limit / integrationIds.length) + 4;
  const readBehind = (id: string, place: Place): Source => {
    const keys = read(id, place, count);
    return {
      id,
      places: keys
        .map(({ term, name }) => ({ term, name, integrationId: id }))
        .filter(one => comparePlaces(one, place) > 0),
      next: 0,
      hasMore: keys.length === count,
    };
  };
  const sources = integrationIds.map(id => readBehind(id, after));
  const taken: Place[] = [];
  while (taken.length < limit) {
    const first = firstOf(sources);
    if (!first) {
      break;
    }
    const place = first.places[first.next];
    taken.push(place);
    first.next += 1;
    if (first.next === first.places.length && first.hasMore) {
      Object.assign(first, readBehind(first.id, place));
    }
  }
  return taken;
}

/** The source whose next place comes before those of all others. */
function firstOf(sources: readonly Source[]): Source | undefined {
  let first: Source | undefined;
  for (const source of sources) {
    const place = source.places[source.next];
    if (
      place &&
      (!first || comparePlaces(place, first.places[first.next]) < 0)
    ) {
      first = source;
    }
  }
  return first;
}

export function comparePlaces(a: Place, b: Place): number {
  return (
    compareText(a.term, b.term) ||
    compareText(a.name, b.name) ||
    compareText(a.integrationId, b.integrationId)
  );
}
