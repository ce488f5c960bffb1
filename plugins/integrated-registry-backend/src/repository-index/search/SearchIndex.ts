import { RepositoryRow } from '../store/repositoryRows';
import { TermRank } from './searchText';

/** What of a search the database decides. */
export interface SearchScope {
  /** In byte order. */
  integrationIds: readonly string[];
  words: readonly string[];
  project?: string;
  /** Of names; in byte order, and none the beginning of another. Absent where every name is searched. */
  prefixes?: readonly string[];
}

/** The last row that was taken; its fields are empty before the first. */
export interface Place {
  term: string;
  name: string;
  integrationId: string;
}

/** Before the first row. */
export const BEGIN: Place = { term: '', name: '', integrationId: '' };

export type TermRow = RepositoryRow & { term: string };

/** How a database finds repositories; the order is the same on each. */
export interface SearchIndex {
  /**
   * Names, or their words, that begin with the first word, by term, name and integration. Other
   * words are not looked at, and a repository comes once for each of its terms.
   */
  beginning(
    scope: SearchScope,
    rank: TermRank,
    after: Place,
    limit: number,
  ): Promise<TermRow[]>;
  /** All repositories by name and integration, with one of the prefixes; words are not looked at. */
  all(
    scope: SearchScope,
    after: Place,
    limit: number,
  ): Promise<RepositoryRow[]>;
  /**
   * Whatever has all the words in it, in no order, from the trigram index; undefined where there
   * is none, the words are too short for it, or too many match to be worth it.
   */
  few(scope: SearchScope): Promise<RepositoryRow[] | undefined>;
  /** Whatever has all the words in it, by integration and name, without the trigram index. */
  containing(
    scope: SearchScope,
    after: Place,
    limit: number,
  ): Promise<RepositoryRow[]>;
}

/** More matches than this are not gathered to be sorted: they are read in order. */
export const FEW = 1_000;

/** Each integration is read once for each prefix: more than so often is not worth it. */
const MAX_RANGES = 1_000;

/** What a search looks for by prefix; undefined where it does not. */
export function usablePrefixes(
  prefixes: readonly string[] | undefined,
  integrationIds: readonly string[],
): readonly string[] | undefined {
  return prefixes && prefixes.length * integrationIds.length <= MAX_RANGES
    ? prefixes
    : undefined;
}

/** Words that a trigram index can find. */
export function indexedWords(words: readonly string[]): string[] {
  return words.filter(word => [...word].length >= 3);
}
