import { LRUCache } from 'lru-cache';
import { remembered } from '../../platform';
import { RepositoryRow } from '../store/repositoryRows';
import { searchable } from './found';
import { SearchScope } from './SearchIndex';
import { containsAll } from './searchText';

/**
 * All that some searches match, for a while: who types on only narrows what is known already, and
 * nothing is read for it.
 */
export class KnownMatches {
  readonly #matches: LRUCache<string, readonly RepositoryRow[]>;
  /** What the index is like in a scope is long to tell; each gets a number. */
  readonly #scopes = new LRUCache<string, number>({ max: 100 });
  #lastScope = 0;

  constructor() {
    const { max, freshMs } = remembered.searchMatches;
    this.#matches = new LRUCache({
      maxSize: max,
      sizeCalculation: rows => rows.length + 1,
      ttl: freshMs,
    });
  }

  /** Keeps all that matches. */
  keep(
    scope: SearchScope,
    version: string,
    rows: readonly RepositoryRow[],
  ): void {
    this.#matches.set(
      keyOf(this.#numberOf(scope, version), scope.words.join(' ')),
      rows,
    );
  }

  /** All that matches, in no order, where it is known or what was typed before it is. */
  find(
    scope: SearchScope,
    version: string,
  ): readonly RepositoryRow[] | undefined {
    const number = this.#numberOf(scope, version);
    const typed = scope.words.join(' ');
    const known = this.#matches.get(keyOf(number, typed));
    if (known) {
      return known;
    }
    for (let length = typed.length - 1; length >= 0; length--) {
      const before = keyOf(number, typed.slice(0, length));
      const wider = this.#matches.get(before);
      if (wider) {
        const rows = wider.filter(row =>
          containsAll(searchable(row), scope.words),
        );
        // No longer than what it was made of.
        this.#matches.set(keyOf(number, typed), rows, {
          ttl: Math.max(1, this.#matches.getRemainingTTL(before)),
        });
        return rows;
      }
    }
    return undefined;
  }

  #numberOf(
    { integrationIds, project, prefixes }: SearchScope,
    version: string,
  ): number {
    const scope = JSON.stringify([version, integrationIds, project, prefixes]);
    const known = this.#scopes.get(scope);
    if (known !== undefined) {
      return known;
    }
    this.#lastScope += 1;
    this.#scopes.set(scope, this.#lastScope);
    return this.#lastScope;
  }
}

function keyOf(scope: number, typed: string): string {
  return `${scope} ${typed}`;
}
