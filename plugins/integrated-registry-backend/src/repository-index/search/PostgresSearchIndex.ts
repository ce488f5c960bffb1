import { Knex } from 'knex';
import { repositoryColumns, RepositoryRow } from '../store/repositoryRows';
import { PreparedStatements } from './PreparedStatements';
import {
  FEW,
  indexedWords,
  Place,
  SearchIndex,
  SearchScope,
  TermRow,
} from './SearchIndex';
import { LAST_CHARACTER, TermRank } from './searchText';

type Value = string | string[];

const COLUMNS = repositoryColumns
  .map(column => `repositories.${column}`)
  .join(', ');
const BYTE_ORDER = 'integration_id COLLATE "C"';

/**
 * PostgreSQL, with pg_trgm where the start could have it. Each integration is read in the order of
 * an index, no further than the page reaches, and the few rows are put together.
 */
export class PostgresSearchIndex implements SearchIndex {
  readonly #knex: Knex;
  readonly #statements: PreparedStatements;
  #trigrams?: Promise<boolean>;

  constructor(knex: Knex) {
    this.#knex = knex;
    this.#statements = new PreparedStatements(knex);
  }

  async beginning(
    scope: SearchScope,
    rank: TermRank,
    after: Place,
    limit: number,
  ): Promise<TermRow[]> {
    return inShares(scope, after, limit, (place, size, share) =>
      this.#beginning(scope, rank, place, size, share),
    );
  }

  async all(
    scope: SearchScope,
    after: Place,
    limit: number,
  ): Promise<RepositoryRow[]> {
    return inShares(scope, after, limit, (place, size, share) =>
      this.#all(scope, place, size, share),
    );
  }

  #beginning(
    { integrationIds, words: [word], project }: SearchScope,
    rank: TermRank,
    after: Place,
    limit: number,
    share: number,
  ): Promise<TermRow[]> {
    return this.#statements.read(
      `SELECT found.term, ${COLUMNS} FROM (
        SELECT scanned.* FROM unnest(?::text[]) AS integration (id)
          CROSS JOIN LATERAL (
            SELECT integration_id, term, name FROM repository_terms
              WHERE integration_id = integration.id AND rank = ${rank}
                AND (term, name) >= (?, ?) AND term < ? ${inProject(project)}
              ORDER BY term, name LIMIT ${share + 1}
          ) AS scanned
          WHERE term <> ? OR name <> ? OR ${BYTE_ORDER} > ?
          ORDER BY term, name, ${BYTE_ORDER} LIMIT ${limit}
      ) AS found JOIN repositories USING (integration_id, name)
      ORDER BY found.term, repositories.name, repositories.${BYTE_ORDER}`,
      [
        arrayOf(integrationIds),
        // One lower bound: of two, a planner may take the one that is further down.
        after.term || word,
        after.name,
        `${word}${LAST_CHARACTER}`,
        ...valuesOf(project),
        after.term,
        after.name,
        after.integrationId,
      ],
    );
  }

  #all(
    { integrationIds, project, prefixes }: SearchScope,
    after: Place,
    limit: number,
    share: number,
  ): Promise<RepositoryRow[]> {
    const from = prefixes
      ? // One lower bound, as above.
        `name >= GREATEST(prefix.text COLLATE "C", ?)
          AND name < prefix.text || '${LAST_CHARACTER}'`
      : 'name >= ?';
    return this.#statements.read(
      `SELECT ${COLUMNS} FROM (
        SELECT scanned.* FROM unnest(?::text[]) AS integration (id)
          ${
            prefixes
              ? 'CROSS JOIN jsonb_array_elements_text(?::jsonb) AS prefix (text)'
              : ''
          }
          CROSS JOIN LATERAL (
            SELECT id, integration_id, name FROM repositories
              WHERE integration_id = integration.id AND ${from}
                ${inProject(project)}
              ORDER BY name LIMIT ${share + 1}
          ) AS scanned
          WHERE name <> ? OR ${BYTE_ORDER} > ?
          ORDER BY name, ${BYTE_ORDER} LIMIT ${limit}
      ) AS found JOIN repositories USING (id)
      ORDER BY repositories.name, repositories.${BYTE_ORDER}`,
      [
        arrayOf(integrationIds),
        ...(prefixes ? [JSON.stringify(prefixes)] : []),
        after.name,
        ...valuesOf(project),
        after.name,
        after.integrationId,
      ],
    );
  }

  async few({
    integrationIds,
    words,
    project,
  }: SearchScope): Promise<RepositoryRow[] | undefined> {
    if (indexedWords(words).length === 0 || !(await this.#hasTrigrams())) {
      return undefined;
    }
    const rows = await this.#read<RepositoryRow>(
      `SELECT ${COLUMNS} FROM repositories
        WHERE integration_id = ANY(?::text[]) ${having(words)}
          ${inProject(project)}
        LIMIT ${FEW + 1}`,
      [arrayOf(integrationIds), ...words.map(patternOf), ...valuesOf(project)],
    );
    return rows.length > FEW ? undefined : rows;
  }

  async containing(
    { integrationIds, words, project }: SearchScope,
    after: Place,
    limit: number,
  ): Promise<RepositoryRow[]> {
    return this.#read(
      `SELECT scanned.* FROM unnest(?::text[]) AS integration (id)
        CROSS JOIN LATERAL (
          SELECT ${COLUMNS} FROM repositories
            WHERE integration_id = integration.id
              AND name > (CASE WHEN integration.id = ? THEN ? ELSE '' END)
              ${having(words)} ${inProject(project)}
            ORDER BY name LIMIT ${limit}
        ) AS scanned
        ORDER BY ${BYTE_ORDER}, name LIMIT ${limit}`,
      [
        arrayOf(integrationIds.filter(id => id >= after.integrationId)),
        after.integrationId,
        after.name,
        ...words.map(patternOf),
        ...valuesOf(project),
      ],
    );
  }

  #hasTrigrams(): Promise<boolean> {
    this.#trigrams ??= this.#read(
      `SELECT FROM pg_index WHERE indisvalid
        AND indexrelid = to_regclass('repositories_trigram_idx')`,
      [],
    ).then(
      found => found.length > 0,
      error => {
        // The next search asks again: the database may have been away.
        this.#trigrams = undefined;
        throw error;
      },
    );
    return this.#trigrams;
  }

  /** Not prepared: how a pattern is found best depends on what is in it. */
  async #read<T>(sql: string, values: Value[]): Promise<T[]> {
    const { rows } = await this.#knex.raw(sql, values);
    return rows;
  }
}

/**
 * Reads from each integration little more than its share, and the rest only where one of them has
 * more than that of what comes first.
 *
 * @param read - what comes behind a place, with no more of one integration than a share
 */
async function inShares<T extends RepositoryRow & { term?: string }>(
  { integrationIds }: SearchScope,
  after: Place,
  limit: number,
  read: (place: Place, limit: number, share: number) => Promise<T[]>,
): Promise<T[]> {
  const share = shareOf(limit, integrationIds.length);
  const rows = await read(after, limit, share);
  const certain = countUpToShare(rows, share);
  if (certain === undefined || certain === limit) {
    return rows;
  }
  const last = rows[certain - 1];
  const place = {
    term: last.term ?? '',
    name: last.name,
    integrationId: last.integration_id,
  };
  // The same statement wherever it goes on, so that it is prepared.
  const rest = await read(place, limit, limit);
  return [...rows.slice(0, certain), ...rest].slice(0, limit);
}

/** Twice as much as each has of a page on average, and one of few sizes: each is a statement. */
function shareOf(limit: number, integrations: number): number {
  const enough = (2 * limit) / Math.max(1, integrations) + 5;
  return Math.min(limit, 2 ** Math.ceil(Math.log2(enough)));
}

/** How many rows there are up to where an integration may have more than was read of it. */
function countUpToShare(
  rows: readonly RepositoryRow[],
  share: number,
): number | undefined {
  const counts = new Map<string, number>();
  for (const [at, { integration_id: id }] of rows.entries()) {
    const count = (counts.get(id) ?? 0) + 1;
    if (count === share) {
      return at + 1;
    }
    counts.set(id, count);
  }
  return undefined;
}

/** PostgreSQL's notation; there is nothing in ids that has a meaning in it. */
function arrayOf(integrationIds: readonly string[]): string {
  return `{${integrationIds.join(',')}}`;
}

function having(words: readonly string[]): string {
  return words.map(() => 'AND search_text LIKE ?').join(' ');
}

function patternOf(word: string): string {
  return `%${word.replace(/[\\%_]/g, character => `\\${character}`)}%`;
}

function inProject(project: string | undefined): string {
  return project === undefined ? '' : 'AND project = ?';
}

function valuesOf(project: string | undefined): string[] {
  return project === undefined ? [] : [project];
}
