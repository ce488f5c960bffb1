import { isAt } from './bytes';
import { isOfWord } from './searchText';

/** In a shorter word only a missing letter is looked for, and two that have changed places. */
export const LEAST_WRONG = 5;
/** Behind each text, and in none that is searched for. */
const LINE_END = 0x0a;

/** Does the text go on with it, but for one letter? */
export function isCloseAt(
  text: Uint8Array,
  place: number,
  word: Uint8Array,
): boolean {
  return lengthsClose(text, place, word, () => true);
}

/** Does the text go on with it, but for one letter, and no further? */
export function isCloseWordAt(
  text: Uint8Array,
  place: number,
  word: Uint8Array,
): boolean {
  return lengthsClose(
    text,
    place,
    word,
    length => !isOfWord(text[place + length]),
  );
}

/** @param fits - is asked about the lengths of what is there in place of the word */
function lengthsClose(
  text: Uint8Array,
  place: number,
  word: Uint8Array,
  fits: (length: number) => boolean,
): boolean {
  let at = 0;
  while (at < word.length && text[place + at] === word[at]) {
    at++;
  }
  const { length } = word;
  const here = text[place + at];
  const next = text[place + at + 1];
  const [expected, following] = [word[at], word[at + 1]];
  // Most texts go on with none of them.
  if (
    at + 1 < length &&
    here !== following &&
    next !== following &&
    next !== expected
  ) {
    return false;
  }
  const goesOn = (from: number, there: number) =>
    isAt(text, place + there, word, from) && fits(there + length - from);
  const mayBeWrong = length >= LEAST_WRONG;
  return (
    // A letter of the word is too much;
    (mayBeWrong && goesOn(at + 1, at)) ||
    (here !== LINE_END &&
      // it is another one, or one is missing;
      ((mayBeWrong && goesOn(at + 1, at + 1)) ||
        goesOn(at, at + 1) ||
        // or two have changed places.
        (here === following && next === expected && goesOn(at + 2, at + 2))))
  );
}
