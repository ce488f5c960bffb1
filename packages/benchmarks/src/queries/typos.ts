import { Random } from 'registry-simulator';
import { Asked } from './MakeQuery';
import { KnownRepository, Repositories } from './Repositories';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** In shorter words a wrong letter makes another word as often as not. */
const MIN_LETTERS = 5;
const isWord = (text: string) =>
  text.length >= MIN_LETTERS && /^[a-z]+$/.test(text);

type Slip = (word: string, at: number, random: Random) => string;

/** What goes wrong with the letter at a position, which is not the last one. */
export const slips: Readonly<Record<string, Slip>> = {
  'a letter wrong': (word, at, random) =>
    `${word.slice(0, at)}${random.of([...LETTERS])}${word.slice(at + 1)}`,
  'a letter missing': (word, at) => word.slice(0, at) + word.slice(at + 1),
  'two letters swapped': (word, at) =>
    `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`,
  'a letter doubled': (word, at) => word.slice(0, at + 1) + word.slice(at),
};

/** One word with one slip, alone or in what the repository is called behind the last slash. */
export function makeTypo(
  repositories: Repositories,
  slip: Slip,
  random: Random,
): Asked {
  for (;;) {
    const repository = repositories.pick(random, ({ lastPart }) =>
      lastPart.split('-').some(isWord),
    );
    const word = random.of(repository.lastPart.split('-').filter(isWord));
    const typed = slip(word, random.number(word.length - 1), random);
    if (isTypoOf(word, typed, repositories.names.words)) {
      return random.chance(50)
        ? { texts: [typed], wanted: { by: 'part', text: word } }
        : wholeLastPart(repository, word, typed);
    }
  }
}

/**
 * Nobody can say which repository is right where what is typed is another word, or in one, or one slip
 * away from another one.
 */
function isTypoOf(
  word: string,
  typed: string,
  words: readonly string[],
): boolean {
  return words.every(
    other =>
      !other.includes(typed) &&
      (other === word || !isOneSlipFrom(other, typed)),
  );
}

/** One letter wrong, missing, too many, or two of them swapped. */
function isOneSlipFrom(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) {
    return false;
  }
  const least = Math.min(one.length, other.length);
  let before = 0;
  while (before < least && one[before] === other[before]) {
    before++;
  }
  let behind = 0;
  while (
    behind < least - before &&
    one[one.length - 1 - behind] === other[other.length - 1 - behind]
  ) {
    behind++;
  }
  const left = one.slice(before, one.length - behind);
  const right = other.slice(before, other.length - behind);
  return (
    (left.length <= 1 && right.length <= 1) ||
    (left.length === 2 && left === `${right[1]}${right[0]}`)
  );
}

function wholeLastPart(
  { lastPart }: KnownRepository,
  word: string,
  typed: string,
): Asked {
  return {
    texts: [lastPart.replace(word, typed)],
    wanted: { by: 'lastPart', text: lastPart },
  };
}
