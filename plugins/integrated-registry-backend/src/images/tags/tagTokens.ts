/** A part of a tag: what stands between its separators, and numbers and letters within that. */
export type TagToken =
  /** Numbers with dots between them: `1.2.3`, `9`. */
  | { kind: 'numbers'; parts: string[]; isAlone: boolean }
  /** `day` as `20240131`; `time` as `153000`, where it is written without a separator. */
  | { kind: 'date'; day: string; time?: string }
  /** Lower case. `isAttached`: stands right behind a number. `leadsNumber`: right before one. */
  | {
      kind: 'word';
      text: string;
      isAttached: boolean;
      leadsNumber: boolean;
    }
  /** Hexadecimal digits that are no number: a commit hash. */
  | { kind: 'hash'; text: string };

/** What projects write before a version, and means nothing. */
const PREFIX = /(?:v|ver|version|rel|release)[-_.]?(?=\d)/iy;
const HASH = /[gv]?[0-9a-f]{7,64}(?![0-9A-Za-z])/y;
const DATE =
  /((?:19[7-9]|20\d)\d)(?:(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?((?:[01]\d|2[0-3])[0-5]\d)([0-5]\d)?)?|-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))(?:T(?=\d)|(?!\d))/y;
const NUMBERS = /\d+(?:\.\d+)*/y;
const WORD = /[A-Za-z]+/y;

type Found = RegExpExecArray | null;

/**
 * Reads a tag from left to right. A number of seven or more digits that stands alone may be a commit
 * hash as well; it is taken for a number here.
 */
export function* tagTokens(name: string): Generator<TagToken> {
  let at = 0;
  const read = (form: RegExp): Found => {
    form.lastIndex = at;
    return form.exec(name);
  };
  let begins = true;
  while (at < name.length) {
    const hash = begins ? read(HASH) : null;
    if (hash && isHash(hash[0])) {
      yield { kind: 'hash', text: hash[0] };
      at += hash[0].length;
      begins = false;
      continue;
    }
    const prefix = at === 0 ? read(PREFIX) : null;
    if (prefix) {
      at += prefix[0].length;
    }
    const date: Found = begins ? read(DATE) : null;
    const numbers: Found = date ? null : read(NUMBERS);
    const word: Found = date ?? numbers ? null : read(WORD);
    const text: string = (date ?? numbers ?? word)?.[0] ?? '';
    if (date) {
      yield toDate(date);
    } else if (numbers) {
      const end = at + text.length;
      yield {
        kind: 'numbers',
        parts: text.split('.'),
        isAlone: begins && !prefix && !isLetterOrDigit(name, end),
      };
    } else if (word) {
      yield {
        kind: 'word',
        text: text.toLowerCase(),
        isAttached: !begins,
        leadsNumber: isDigit(name, at + text.length),
      };
    }
    // What is neither separates.
    begins = text === '';
    at += text.length || 1;
  }
}

/** Letters and digits; letters alone are a word, and digits alone a number. */
function isHash(text: string): boolean {
  const digits = text.replace(/^[gv]/, '');
  return /[a-f]/.test(digits) && /\d/.test(digits);
}

function toDate(found: RegExpExecArray): TagToken {
  const [, year, month, day, hours, seconds, otherMonth, otherDay] = found;
  return {
    kind: 'date',
    day: `${year}${month ?? otherMonth}${day ?? otherDay}`,
    ...(hours !== undefined && { time: `${hours}${seconds ?? '00'}` }),
  };
}

function isDigit(text: string, at: number): boolean {
  return /[0-9]/.test(text.charAt(at));
}

function isLetterOrDigit(text: string, at: number): boolean {
  return /[0-9A-Za-z]/.test(text.charAt(at));
}
