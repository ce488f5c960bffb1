import { Found } from './found';
import { Place } from './SearchIndex';

/** The most that are read at once of what may have to be left out again. */
const MAX_SLICE = 1_000;

/** Reads on in larger and larger slices, for as long as somebody wants more. */
export async function* inSlices(
  { limit }: { limit: number },
  after: Place,
  read: (after: Place, size: number) => Promise<Found[]>,
): AsyncGenerator<Found> {
  let place = after;
  let size = Math.min(limit + 10, MAX_SLICE);
  for (;;) {
    const slice = await read(place, size);
    yield* slice;
    const last = slice.at(-1);
    if (!last || slice.length < size) {
      return;
    }
    place = last;
    size = Math.min(size * 3, MAX_SLICE);
  }
}

export async function* filter(
  found: AsyncIterable<Found> | Iterable<Found>,
  keep: (one: Found) => boolean,
): AsyncGenerator<Found> {
  for await (const one of found) {
    if (keep(one)) {
      yield one;
    }
  }
}
