import { Known, nameOf, searchPlainly } from './searchPlainly';

type SearchedText = 'name' | 'project' | 'description';

/** Bytes as characters, so that one is one. */
const bytes = (text = '') =>
  Buffer.from(text.normalize('NFC').toLowerCase()).toString('latin1');

/**
 * Is the word what the line goes on with from some word of it on, but for one letter?
 *
 * @param whole - and does the word of the line end with it?
 */
function isNear(line: string, word: string, whole: boolean): boolean {
  const goesOn = (there: string, text: string) =>
    there.startsWith(text) &&
    !(whole && /^[a-z0-9\u0080-\u00ff]/.test(there.slice(text.length)));
  const begins = [...line.matchAll(/(?<![a-z0-9\u0080-\u00ff])./g)];
  return begins.some(({ index: place }) =>
    [...word].some((_, at) => {
      const [before, behind] = [word.slice(0, at), word.slice(at + 1)];
      const there = line.slice(place);
      const rest = there.slice(at + 1);
      const begun = there.startsWith(before);
      const swapped = `${before}${behind[0] ?? ''}${word[at]}${behind.slice(
        1,
      )}`;
      const isLonger = begun && there.length > at;
      return (
        // In four letters none is wrong, and none too much.
        (word.length > 4 && goesOn(there, before + behind)) ||
        (word.length > 4 && isLonger && goesOn(rest, behind)) ||
        (isLonger && goesOn(rest, word[at] + behind)) ||
        goesOn(there, swapped)
      );
    }),
  );
}

/**
 * What is close to what was typed, as plainly as it can be said; by name and integration, those first
 * that have all of the word in their name, then those with a word in it that begins so.
 */
export function closePlainly(
  q: string,
  everything: readonly Known[],
): string[] {
  const words = [
    ...new Set(
      bytes(q)
        .split(/[\t-\r ]+/)
        .filter(Boolean),
    ),
  ];
  const exact = new Set(searchPlainly(q, everything));
  const near = (texts: readonly SearchedText[], whole = false) =>
    everything.filter(known => {
      const lines = linesOf(known, ['name', 'project', 'description']);
      const has = (word: string) => lines.some(line => line.includes(word));
      return (
        !exact.has(nameOf(known.integration, known.name)) &&
        words.some(
          (word, at) =>
            word.length >= 4 &&
            words.every((other, place) => place === at || has(other)) &&
            linesOf(known, texts).some(line => isNear(line, word, whole)),
        )
      );
    });
  // All of them, by name.
  return [
    ...new Set([
      ...searchPlainly('', near(['name'], true)),
      ...searchPlainly('', near(['name'])),
      ...searchPlainly('', near(['project', 'description'])),
    ]),
  ];
}

function linesOf(known: Known, texts: readonly SearchedText[]): string[] {
  return texts.flatMap(text => bytes(known[text]).split('\n'));
}
