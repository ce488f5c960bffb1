import { Knex } from 'knex';
import { RepositoryRow } from '../repositoryRows';
import {
  columnsOf,
  EachIntegration,
  orderedScans,
  rowsOf,
} from './orderedScans';
import {
  FEW,
  indexedWords,
  Place,
  SearchIndex,
  SearchScope,
} from './SearchIndex';

const BYTE_ORDER = 'integration_id COLLATE "C"';

const lateralIntegrations: EachIntegration = (integrationIds, inner) => {
  const { sql, bindings } = inner({ sql: 'integration.id', bindings: [] });
  return {
    sql: `SELECT each_one.* FROM unnest(?::text[]) AS integration (id)
      CROSS JOIN LATERAL (${sql}) AS each_one`,
    // PostgreSQL's own notation of an array; ids have nothing in them that is special there.
    bindings: [`{${integrationIds.join(',')}}`, ...bindings],
  };
};

/** PostgreSQL, with pg_trgm where the migration found it. */
export class PostgresSearchIndex implements SearchIndex {
  readonly #knex: Knex;
  #trigrams?: Promise<boolean>;
  readonly beginning: SearchIndex['beginning'];
  readonly all: SearchIndex['all'];

  static create(knex: Knex): PostgresSearchIndex {
    return new PostgresSearchIndex(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
    const scans = orderedScans(knex, lateralIntegrations, BYTE_ORDER);
    this.beginning = scans.beginning;
    this.all = scans.all;
  }

  async few({
    integrationIds,
    words,
    project,
  }: SearchScope): Promise<RepositoryRow[] | undefined> {
    if (indexedWords(words).length === 0 || !(await this.#hasTrigrams())) {
      return undefined;
    }
    const rows: RepositoryRow[] = rowsOf(
      await this.#knex.raw(
        `SELECT ${columnsOf('repositories')} FROM repositories
          WHERE integration_id = ANY(?) ${has(words)}
            ${project === undefined ? '' : 'AND project = ?'}
          LIMIT ${FEW + 1}`,
        [
          [...integrationIds],
          ...words.map(pattern),
          ...(project === undefined ? [] : [project]),
        ],
      ),
    );
    return rows.length > FEW ? undefined : rows;
  }

  async containing(
    { integrationIds, words, project }: SearchScope,
    after: Place,
    limit: number,
  ): Promise<RepositoryRow[]> {
    const scan = lateralIntegrations(
      integrationIds.filter(id => id >= after.integrationId),
      integration => ({
        sql: `SELECT ${columnsOf('repositories')} FROM repositories
          WHERE integration_id = ${integration.sql}
            AND name > (CASE WHEN ${integration.sql} = ? THEN ? ELSE '' END)
            ${has(words)} ${project === undefined ? '' : 'AND project = ?'}
          ORDER BY name LIMIT ${limit}`,
        bindings: [
          after.integrationId,
          after.name,
          ...words.map(pattern),
          ...(project === undefined ? [] : [project]),
        ],
      }),
    );
    return rowsOf(
      await this.#knex.raw(
        `SELECT * FROM (${scan.sql}) AS scanned
          ORDER BY ${BYTE_ORDER}, name LIMIT ${limit}`,
        scan.bindings,
      ),
    );
  }

  #hasTrigrams(): Promise<boolean> {
    this.#trigrams ??= this.#knex
      .raw(
        `SELECT to_regclass('repositories_trigram_idx') IS NOT NULL AS found`,
      )
      .then(({ rows }) => rows[0].found);
    return this.#trigrams;
  }
}

function has(words: readonly string[]): string {
  return words.map(() => 'AND search_text LIKE ?').join(' ');
}

function pattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, character => `\\${character}`)}%`;
}
