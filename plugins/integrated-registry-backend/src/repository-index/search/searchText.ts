/** What of a repository is searched. */
export interface Searchable {
  name: string;
  project?: string;
  description?: string;
}

/** Where in a repository's name a match may begin. */
export interface SearchTerm {
  /** 1: the whole name, or its last part. 2: any other word of the name, or of the project. */
  rank: TermRank;
  /** From there to the end. */
  term: string;
}

export type TermRank = 1 | 2;

/** Words behind these count as found in the middle. */
const MAX_TERMS = 16;

/** Sorts behind all that can follow the start of a text. */
export const LAST_CHARACTER = '\u{10ffff}';

/** How texts are compared: by composed characters in lower case. */
export function normalize(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** The words of a search, each of which must occur. */
export function wordsOf(q: string | undefined): string[] {
  return [
    ...new Set(
      normalize(q ?? '')
        .split(/\s+/)
        .filter(Boolean),
    ),
  ];
}

/** One field a line, so that no match reaches from one into the next. */
export function searchTextOf({
  name,
  project,
  description,
}: Searchable): string {
  return [name, project, description]
    .filter(Boolean)
    .map(field => normalize(field ?? ''))
    .join('\n');
}

export function containsAll(
  repository: Searchable,
  words: readonly string[],
): boolean {
  const text = searchTextOf(repository);
  return words.every(word => text.includes(word));
}

export function termsOf({
  name,
  project,
}: Pick<Searchable, 'name' | 'project'>): SearchTerm[] {
  const key = normalize(name);
  const first = leadingTerms(key);
  return [
    ...first.map(term => ({ term, rank: 1 as const })),
    ...otherTerms(key, project)
      .filter(term => !first.includes(term))
      .map(term => ({ term, rank: 2 as const })),
  ].slice(0, MAX_TERMS);
}

/** The first of a repository's terms that begin with what is typed. */
export function bestTerm(
  repository: Pick<Searchable, 'name' | 'project'>,
  word: string,
): SearchTerm | undefined {
  // Most that are asked about begin with it, and are told without looking for all their words.
  const leading = leadingTerms(normalize(repository.name)).find(term =>
    term.startsWith(word),
  );
  return leading === undefined
    ? termsOf(repository).find(({ term }) => term.startsWith(word))
    : { term: leading, rank: 1 };
}

/** In the order of UTF-8, which is the databases' and not JavaScript's. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) {
      return byteOrder(left) - byteOrder(right);
    }
  }
  return a.length - b.length;
}

/** Surrogates stand for what comes behind every other character. */
function byteOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The whole name and its last part, in order. */
function leadingTerms(key: string): string[] {
  return inOrder([key, key.slice(key.lastIndexOf('/') + 1)]);
}

function otherTerms(key: string, project: string | undefined): string[] {
  const projectKey = normalize(project ?? '');
  return inOrder([
    ...wordStarts(key),
    // In most registries the project is where the name begins.
    ...(key.startsWith(projectKey) ? [] : wordStarts(projectKey)),
  ]);
}

function inOrder(terms: string[]): string[] {
  return [...new Set(terms)].filter(Boolean).sort(compareText);
}

function wordStarts(text: string): string[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(
    ({ index }) => text.slice(index),
  );
}
