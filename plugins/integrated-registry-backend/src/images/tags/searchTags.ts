import { setImmediate } from 'node:timers/promises';
import { TagTable } from './TagTable';

/** How well a name answers a search; the best comes first. */
const [WHOLE_PART, BEGINNING, INNER_PART, INSIDE] = [0, 1, 2, 3];
export const RANKS = 4;
/** Not found. */
export const NOT_LISTED = 255;

/**
 * Ranks the names in which every word of a search occurs, in any order and in upper or lower case: `1.4 alpine`.
 * First are those that begin with one of them, and of these first those in which the word ends there: `1.4` is
 * before `1.40`.
 *
 * @returns a rank for each name, or `NOT_LISTED`
 */
export async function searchTags(
  table: TagTable,
  q: string | undefined,
): Promise<Uint8Array> {
  const words = wordsOf(q ?? '');
  const ranks = new Uint8Array(table.size).fill(
    words.length > 0 ? NOT_LISTED : 0,
  );
  const text = words.length > 0 ? table.text.toLowerCase() : '';
  for (const [count, word] of words.entries()) {
    const found = rankWord(table, text, word);
    for (let at = 0; at < ranks.length; at++) {
      if (count === 0 || found[at] === NOT_LISTED) {
        ranks[at] = found[at];
      } else if (ranks[at] !== NOT_LISTED) {
        ranks[at] = Math.min(ranks[at], found[at]);
      }
    }
    await setImmediate();
  }
  return ranks;
}

/** Also of a pasted reference, of which the tag counts, and of a version line as in `v1.4.*`. */
function wordsOf(q: string): string[] {
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .map(word =>
      word
        .slice(word.lastIndexOf(':') + 1)
        .replace(/^v(?=\d)/, '')
        .replace(/(?<=\d)\.?(?:\*|(?<=\.)x)?$/, ''),
    );
  return [...new Set(words)].filter(word => word !== '');
}

function rankWord(table: TagTable, text: string, word: string): Uint8Array {
  const ranks = new Uint8Array(table.size).fill(NOT_LISTED);
  let at = 0;
  let position = text.indexOf(word);
  while (position >= 0) {
    while (table.end(at) < position) {
      at += 1;
    }
    const rank = rankOf(text, word, position, table.begin(at));
    ranks[at] = Math.min(ranks[at], rank);
    // Nothing further on in the name is better than its beginning.
    position = text.indexOf(
      word,
      rank <= BEGINNING ? table.end(at) : position + 1,
    );
  }
  return ranks;
}

function rankOf(
  text: string,
  word: string,
  position: number,
  begin: number,
): number {
  const before = position === begin ? '' : text[position - 1];
  const isPrefixed =
    position === begin + 1 && before === 'v' && kindOf(word[0]) === 'digit';
  if (position === begin || isPrefixed) {
    return joins(word.slice(-1), text[position + word.length])
      ? BEGINNING
      : WHOLE_PART;
  }
  return joins(before, word[0]) ? INSIDE : INNER_PART;
}

/** Are two characters of one number or one word? */
function joins(left: string, right: string): boolean {
  const kind = kindOf(left);
  return kind !== undefined && kind === kindOf(right);
}

function kindOf(character: string): 'digit' | 'letter' | undefined {
  if (character >= '0' && character <= '9') {
    return 'digit';
  }
  return character >= 'a' && character <= 'z' ? 'letter' : undefined;
}
