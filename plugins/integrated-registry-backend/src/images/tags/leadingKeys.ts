import { setImmediate } from 'node:timers/promises';
import { lineNumber, PlainVersion, versionKey } from './PlainVersion';
import { TagConventions } from './TagConventions';
import { TagTable } from './TagTable';

const OF_KIND = 2 ** 50;
/** Versions come before all of these. */
const [DATE, LATEST, WORD, HASH] = [1, 2, 3, 4];
/** Letters of a word or hash; behind a shorter one stands what ends it. */
const LETTERS = 6;
const END_OF_TEXT = '\u0001';

/** Names that only `TagConventions` can read are read so many at a time. */
const AT_A_TIME = 2_000;

/** What the beginnings of names say, as numbers. */
export interface LeadingKeys {
  /**
   * A smaller one has the smaller `tagKey`; of equal ones only that tells. Of a list of a hundred thousand only a
   * few are compared by more.
   */
  keys: Float64Array;
  /** By `lineNumber`; -1 where a name begins with no such version. */
  lines: Float64Array;
}

export async function readLeadingKeys(
  table: TagTable,
  conventions: TagConventions,
): Promise<LeadingKeys> {
  const keys = new Float64Array(table.size);
  const lines = new Float64Array(table.size).fill(-1);
  const version = new PlainVersion(table.text);
  let slow = 0;
  for (let at = 0; at < table.size; at++) {
    if (version.read(table.begin(at), table.end(at))) {
      keys[at] = version.key;
      lines[at] = version.line;
    } else {
      ({ key: keys[at], line: lines[at] } = leadingKey(
        table.name(at),
        conventions,
      ));
      slow += 1;
      if (slow % AT_A_TIME === 0) {
        await setImmediate();
      }
    }
  }
  return { keys, lines };
}

/** Of any name. */
export function leadingKey(
  name: string,
  conventions: TagConventions,
): { key: number; line: number } {
  const [token] = conventions.tokens(name);
  switch (token?.kind) {
    case 'numbers': {
      const [first, second, third] = token.parts.map(Number);
      return {
        key: versionKey(first, second ?? 0, third ?? 0),
        line: second === undefined ? -1 : lineNumber(first, second),
      };
    }
    case 'date':
      return { key: (DATE + 1) * OF_KIND - Number(token.day), line: -1 };
    case 'hash':
      return { key: textKey(HASH, token.text), line: -1 };
    case 'word':
      return token.text === 'latest'
        ? { key: LATEST * OF_KIND, line: -1 }
        : { key: textKey(WORD, token.text), line: -1 };
    default:
      return { key: textKey(HASH, ''), line: -1 };
  }
}

function textKey(kind: number, text: string): number {
  let key = 0;
  const ended = `${text}${END_OF_TEXT}`;
  for (let at = 0; at < LETTERS; at++) {
    key = key * 256 + (at < ended.length ? ended.charCodeAt(at) : 0);
  }
  return kind * OF_KIND + key;
}
