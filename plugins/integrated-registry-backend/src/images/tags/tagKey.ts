import { TagConventions } from './TagConventions';
import { TagToken } from './tagTokens';

/** What follows at one place of two tags that are the same up to there, newest first. */
const LATER = 'A';
const END = 'B';
const VERSION = 'C';
const DATE = 'D';
const LATEST = 'E';
const WORD = 'F';
const HASH = 'G';
const PRERELEASE = 'H';

const END_OF_TEXT = '\u0001';
/** No tag has more digits. */
const LAST_CHARACTER = 255;

/** Newest first, and what is no longer known as anything but older last. */
const prereleases = new Map([
  ...['rc', 'cr', 'c'].map(word => [word, '1'] as const),
  ...['pre', 'preview', 'ea'].map(word => [word, '2'] as const),
  ...['beta', 'b'].map(word => [word, '3'] as const),
  ...['milestone', 'm'].map(word => [word, '4'] as const),
  ...['alpha', 'a'].map(word => [word, '5'] as const),
  ...['canary', 'dev', 'nightly', 'snapshot'].map(word => [word, '6'] as const),
]);

/**
 * What tags are compared by: the byte order of their keys is newest first. Equal keys are the same
 * version, differently written.
 *
 * Versions come first, of as many numbers as they have, and each is followed by its variants and then
 * its prereleases. Dates come behind versions, then names with `latest` as the first of them, and in
 * names numbers and dates are newest first as well. Commit hashes come last.
 */
export function tagKey(name: string, conventions: TagConventions): string {
  let key = '';
  let parts = 0;
  let before: TagToken | undefined;
  // Behind a date and the name of a prerelease, a number makes it later.
  let counts = false;
  for (const token of conventions.tokens(name)) {
    switch (token.kind) {
      case 'numbers':
        key += (counts ? LATER : VERSION) + versionKey(token.parts);
        parts += token.parts.length;
        break;
      case 'date':
        key += DATE + numberKey(token.day);
        key += token.time ? LATER + versionKey([token.time]) : '';
        counts = true;
        break;
      case 'hash':
        key += `${HASH}${token.text}${END_OF_TEXT}`;
        counts = false;
        break;
      default:
        counts = before?.kind === 'numbers' && stageOf(token) !== undefined;
        key += wordKey(token, before);
    }
    before = token;
  }
  if (before === undefined) {
    return `${HASH}${END_OF_TEXT}`;
  }
  // Of the same version, the one that names more of it.
  return key + END + String.fromCharCode(LAST_CHARACTER - parts);
}

/** As `versions` of as many numbers; missing ones are zero. */
function versionKey(numbers: readonly string[]): string {
  const last = numbers.findLastIndex(number => /[1-9]/.test(number));
  return `${numbers
    .slice(0, last + 1)
    .map(number => `p${numberKey(number)}`)
    .join('')}q`;
}

/** Greater numbers first, however long. */
function numberKey(text: string): string {
  const digits = text.replace(/^0+/, '');
  let turned = '';
  for (const digit of digits) {
    turned += 9 - Number(digit);
  }
  return String.fromCharCode(LAST_CHARACTER - digits.length) + turned;
}

type Word = Extract<TagToken, { kind: 'word' }>;

function wordKey(word: Word, before: TagToken | undefined): string {
  const { text, isAttached, leadsNumber } = word;
  if (text === 'latest') {
    return LATEST;
  }
  if (before?.kind === 'numbers') {
    const stage = stageOf(word);
    if (stage !== undefined) {
      return `${PRERELEASE}${stage}${text}${END_OF_TEXT}`;
    }
    // A letter behind a version counts as a number does: 1.1.1w.
    if (isAttached && text.length === 1 && !leadsNumber) {
      return LATER + String.fromCharCode(LAST_CHARACTER - text.charCodeAt(0));
    }
  }
  return `${WORD}${text}${END_OF_TEXT}`;
}

/** Single letters are short for a prerelease only where a number follows: 3.13.0a3. */
function stageOf({ text, leadsNumber }: Word): string | undefined {
  return text.length > 1 || leadsNumber ? prereleases.get(text) : undefined;
}

/** What names are compared by: their characters, and the value of numbers in them. */
export function nameKey(name: string): string {
  return name.replace(/\d+/g, text => {
    const digits = text.replace(/^0+(?=\d)/, '');
    return `0${String.fromCharCode(digits.length)}${digits}`;
  });
}
