import { Knex } from 'knex';
import { setImmediate } from 'node:timers/promises';
import { RepositoryRow } from '../repositoryRows';
import { columnsOf, EachIntegration, orderedScans } from './orderedScans';
import {
  FEW,
  indexedWords,
  Place,
  SearchIndex,
  SearchScope,
} from './SearchIndex';

/** Rows that are read through at once: SQLite runs in this process and keeps it from all else. */
const WINDOW = 2_000;

/** A member of a compound statement may have a limit of its own only as a subquery. */
const unionOfIntegrations: EachIntegration = (integrationIds, inner) => {
  const members = integrationIds.map(id => inner({ sql: '?', bindings: [id] }));
  return {
    sql: members.map(({ sql }) => `SELECT * FROM (${sql})`).join(' UNION ALL '),
    bindings: members.flatMap(({ bindings }) => bindings),
  };
};

/** SQLite with FTS5, whose statements each take a few milliseconds at most. */
export class SqliteSearchIndex implements SearchIndex {
  readonly #knex: Knex;
  readonly beginning: SearchIndex['beginning'];
  readonly all: SearchIndex['all'];

  static create(knex: Knex): SqliteSearchIndex {
    return new SqliteSearchIndex(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
    const scans = orderedScans(knex, unionOfIntegrations, 'integration_id');
    this.beginning = scans.beginning;
    this.all = scans.all;
  }

  async few({
    integrationIds,
    words,
    project,
  }: SearchScope): Promise<RepositoryRow[] | undefined> {
    const trigrams = indexedWords(words).flatMap(trigramsOf);
    if (trigrams.length === 0) {
      return undefined;
    }
    const candidates: { rowid: number }[] = await this.#knex.raw(
      `SELECT rowid FROM repository_trigrams WHERE repository_trigrams MATCH ? LIMIT ${
        FEW + 1
      }`,
      [[...new Set(trigrams)].map(quote).join(' AND ')],
    );
    if (candidates.length > FEW) {
      return undefined;
    }
    return this.#knex.raw(
      `SELECT ${columnsOf('repositories')} FROM json_each(?) AS candidates
        CROSS JOIN repositories ON repositories.id = candidates.value
        WHERE integration_id IN (SELECT value FROM json_each(?))
          ${this.#has(words)} ${
        project === undefined ? '' : 'AND project = ?'
      }`,
      [
        JSON.stringify(candidates.map(({ rowid }) => rowid)),
        JSON.stringify(integrationIds),
        ...words,
        ...(project === undefined ? [] : [project]),
      ],
    );
  }

  async containing(
    { integrationIds, words, project }: SearchScope,
    after: Place,
    limit: number,
  ): Promise<RepositoryRow[]> {
    const found: RepositoryRow[] = [];
    for (const id of integrationIds.filter(one => one >= after.integrationId)) {
      let name: string | undefined =
        id === after.integrationId ? after.name : '';
      while (name !== undefined && found.length < limit) {
        const end = await this.#windowEnd(id, name);
        const rows: RepositoryRow[] = await this.#knex.raw(
          `SELECT ${columnsOf('repositories')} FROM repositories
            WHERE integration_id = ? AND name > ?
              ${end === undefined ? '' : 'AND name <= ?'} ${this.#has(words)}
              ${project === undefined ? '' : 'AND project = ?'}
            ORDER BY name LIMIT ${limit - found.length}`,
          [
            id,
            name,
            ...(end === undefined ? [] : [end]),
            ...words,
            ...(project === undefined ? [] : [project]),
          ],
        );
        found.push(...rows);
        name = end;
        // Others have a turn.
        await setImmediate();
      }
    }
    return found;
  }

  async #windowEnd(id: string, name: string): Promise<string | undefined> {
    const [row] = await this.#knex.raw(
      `SELECT name FROM repositories WHERE integration_id = ? AND name > ?
        ORDER BY name LIMIT 1 OFFSET ${WINDOW}`,
      [id, name],
    );
    return row?.name;
  }

  #has(words: readonly string[]): string {
    return words.map(() => 'AND instr(search_text, ?) > 0').join(' ');
  }
}

/** The index holds no positions: whatever has all trigrams of a word is looked at. */
function trigramsOf(word: string): string[] {
  const characters = [...word];
  return characters
    .slice(2)
    .map((_, at) => characters.slice(at, at + 3).join(''));
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
