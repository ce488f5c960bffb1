/** @param from - where the word, or the rest of it that matters, begins */
export function isAt(
  text: Uint8Array,
  place: number,
  word: Uint8Array,
  from = 0,
): boolean {
  for (let at = from; at < word.length; at++) {
    if (text[place + at - from] !== word[at]) {
      return false;
    }
  }
  return true;
}

/** The first of so many that is not before; those that are come first. */
export function lowerBound(
  size: number,
  isBefore: (at: number) => boolean,
): number {
  let from = 0;
  let to = size;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(middle)) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

/** In the order of bytes, a part of a text with another text. */
export function compareBytes(
  text: Uint8Array,
  [from, end]: readonly [from: number, end: number],
  other: Uint8Array,
): number {
  const length = Math.min(end - from, other.length);
  for (let at = 0; at < length; at++) {
    const difference = text[from + at] - other[at];
    if (difference !== 0) {
      return difference;
    }
  }
  return end - from - other.length;
}
