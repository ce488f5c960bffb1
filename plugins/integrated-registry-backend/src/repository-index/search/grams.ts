import { isOfWord } from './searchText';

/**
 * A gram is what three bytes in a row are, or where a word begins and its first two bytes. Each byte
 * counts as one of 64: letters, digits and what names are written with have a code of their own, all
 * others share the rest, so that who finds a gram has to look at the text as well.
 */
export const GRAMS = 2 ** 18;

/** Where a word begins, in place of a byte. */
const START = 0;
const OWN = 'abcdefghijklmnopqrstuvwxyz0123456789\n -/_.:';
const SHARED = 64 - 1 - OWN.length;
const codes = Uint8Array.from({ length: 256 }, (_, byte) => {
  const at = OWN.indexOf(String.fromCharCode(byte));
  return at < 0 ? 1 + OWN.length + (byte % SHARED) : 1 + at;
});
/** Stands behind every text. */
const END = codes[0x0a];

/** Calls back for each gram of a text, for some of them more than once. */
export function forEachGram(
  text: Uint8Array,
  from: number,
  to: number,
  visit: (gram: number) => void,
): void {
  let second = codes[text[from]];
  let third = from + 1 < to ? codes[text[from + 1]] : END;
  let inWord = false;
  for (let at = from; at < to; at++) {
    const first = second;
    second = third;
    third = at + 2 < to ? codes[text[at + 2]] : END;
    visit((first << 12) | (second << 6) | third);
    if (!inWord) {
      visit((START << 12) | (first << 6) | second);
    }
    inWord = isOfWord(text[at]);
  }
}

/** Grams from one up to before another; whatever has a word in it has some of each. */
export type GramRange = readonly [from: number, to: number];

/**
 * Grams that cover a word; its others follow from them mostly, but not where a letter is wrong.
 *
 * @param begins - the text stands where a word begins
 */
export function gramsOf(text: Uint8Array, begins = false): GramRange[] {
  const found = new Set<number>();
  for (let at = 0; at + 3 <= text.length; at += 3) {
    found.add(gramAt(text, at));
  }
  if (text.length > 3) {
    found.add(gramAt(text, text.length - 3));
  }
  const ranges: GramRange[] = [...found].map(gram => [gram, gram + 1]);
  const [a, b] = [codes[text[0]], codes[text[1]]];
  if (text.length === 1) {
    ranges.push([a << 12, (a + 1) << 12]);
  } else if (text.length === 2) {
    const from = (a << 12) | (b << 6);
    ranges.push([from, from + (1 << 6)]);
  }
  if (begins) {
    ranges.push(startOf(text));
  }
  return ranges;
}

/** What has a word that begins as this one does has one of these. */
export function startOf(text: Uint8Array): GramRange {
  const start = startGram(text);
  return [start, start + (text.length === 1 ? 1 << 6 : 1)];
}

/** The grams of a word that are none of those which cover it. */
export function otherGramsOf(text: Uint8Array): number[] {
  const found = new Set<number>();
  for (let at = 0; at + 3 < text.length; at++) {
    if (at % 3 !== 0) {
      found.add(gramAt(text, at));
    }
  }
  return [...found];
}

/** That a word begins so; the first of several for one letter. */
export function startGram(text: Uint8Array): number {
  const second = text.length > 1 ? codes[text[1]] : 0;
  return (START << 12) | (codes[text[0]] << 6) | second;
}

export function gramAt(text: Uint8Array, at: number): number {
  return (
    (codes[text[at]] << 12) | (codes[text[at + 1]] << 6) | codes[text[at + 2]]
  );
}
