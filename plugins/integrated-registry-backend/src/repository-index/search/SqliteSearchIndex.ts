import { Knex } from 'knex';
import { setImmediate } from 'node:timers/promises';
import { repositoryColumns, RepositoryRow } from '../store/repositoryRows';
import { HAS_FULL_TEXT_INDEX } from './fullTextIndex';
import { mergeIntegrations } from './mergeIntegrations';
import {
  FEW,
  indexedWords,
  Place,
  SearchIndex,
  SearchScope,
  TermRow,
} from './SearchIndex';
import { compareText, LAST_CHARACTER, TermRank } from './searchText';
import { Read, SqliteStatements } from './SqliteStatements';

type Key = Pick<TermRow, 'term' | 'name'>;

/** Rows that are read through at once: SQLite runs in this process and keeps it from all else. */
const WINDOW = 2_000;

const COLUMNS = repositoryColumns
  .map(column => `repositories.${column}`)
  .join(', ');

/** SQLite, with FTS5 where it has that, whose statements each take a few milliseconds at most. */
export class SqliteSearchIndex implements SearchIndex {
  readonly #statements: SqliteStatements;
  #hasTrigrams?: boolean;

  constructor(knex: Knex) {
    this.#statements = new SqliteStatements(knex);
  }

  async beginning(
    { integrationIds, words: [word], project }: SearchScope,
    rank: TermRank,
    after: Place,
    limit: number,
  ): Promise<TermRow[]> {
    // One lower bound: of two, a planner may take the one that is further down.
    const sql = `SELECT term, name FROM repository_terms
      WHERE integration_id = ? AND rank = ${rank}
        AND (term, name) >= (?, ?) AND term < ? ${inProject(project)}
      ORDER BY term, name LIMIT ?`;
    return this.#statements.use(read =>
      rowsOf(
        read,
        mergeIntegrations(integrationIds, after, limit, (id, place, count) =>
          read<Key>(
            sql,
            id,
            place.term || word,
            place.name,
            `${word}${LAST_CHARACTER}`,
            ...valuesOf(project),
            count,
          ),
        ),
      ),
    );
  }

  async all(
    { integrationIds, project, prefixes = [''] }: SearchScope,
    after: Place,
    limit: number,
  ): Promise<RepositoryRow[]> {
    const sql = `SELECT '' AS term, name FROM repositories
      WHERE integration_id = ? AND name >= ? AND name < ? ${inProject(project)}
      ORDER BY name LIMIT ?`;
    return this.#statements.use(read =>
      rowsOf(
        read,
        mergeIntegrations(integrationIds, after, limit, (id, { name }, count) =>
          prefixes.reduce<Key[]>((keys, prefix) => {
            const end = `${prefix}${LAST_CHARACTER}`;
            const from = compareText(prefix, name) < 0 ? name : prefix;
            return keys.length === count || compareText(from, end) >= 0
              ? keys
              : keys.concat(
                  read<Key>(
                    sql,
                    id,
                    from,
                    end,
                    ...valuesOf(project),
                    count - keys.length,
                  ),
                );
          }, []),
        ),
      ),
    );
  }

  async few({
    integrationIds,
    words,
    project,
  }: SearchScope): Promise<RepositoryRow[] | undefined> {
    const trigrams = new Set(indexedWords(words).flatMap(trigramsOf));
    if (trigrams.size === 0) {
      return undefined;
    }
    return this.#statements.use(read => {
      this.#hasTrigrams ??= read(HAS_FULL_TEXT_INDEX).length > 0;
      if (!this.#hasTrigrams) {
        return undefined;
      }
      const candidates = read<{ rowid: number }>(
        `SELECT rowid FROM repository_trigrams
          WHERE repository_trigrams MATCH ? LIMIT ${FEW + 1}`,
        [...trigrams].map(quote).join(' AND '),
      );
      return candidates.length > FEW
        ? undefined
        : read(
            `SELECT ${COLUMNS} FROM json_each(?) AS candidates
              CROSS JOIN repositories ON repositories.id = candidates.value
              WHERE integration_id IN (SELECT value FROM json_each(?))
                ${having(words)} ${inProject(project)}`,
            JSON.stringify(candidates.map(({ rowid }) => rowid)),
            JSON.stringify(integrationIds),
            ...words,
            ...valuesOf(project),
          );
    });
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
        const from: string = name;
        name = await this.#statements.use(read => {
          const end = windowEnd(read, id, from);
          found.push(
            ...read<RepositoryRow>(
              `SELECT ${COLUMNS} FROM repositories
                WHERE integration_id = ? AND name > ? AND name <= ?
                  ${having(words)} ${inProject(project)}
                ORDER BY name LIMIT ?`,
              id,
              from,
              end ?? LAST_CHARACTER,
              ...words,
              ...valuesOf(project),
              limit - found.length,
            ),
          );
          return end;
        });
        // Others have a turn.
        await setImmediate();
      }
    }
    return found;
  }
}

/** In the order of their places. */
function rowsOf(read: Read, places: readonly Place[]): TermRow[] {
  return read(
    `SELECT json_extract(places.value, '$[2]') AS term, ${COLUMNS}
      FROM json_each(?) AS places CROSS JOIN repositories
        ON repositories.integration_id = json_extract(places.value, '$[0]')
          AND repositories.name = json_extract(places.value, '$[1]')
      ORDER BY places.key`,
    JSON.stringify(
      places.map(({ integrationId, name, term }) => [
        integrationId,
        name,
        term,
      ]),
    ),
  );
}

function windowEnd(read: Read, id: string, name: string): string | undefined {
  const [row] = read<{ name: string }>(
    `SELECT name FROM repositories WHERE integration_id = ? AND name > ?
      ORDER BY name LIMIT 1 OFFSET ${WINDOW}`,
    id,
    name,
  );
  return row?.name;
}

function having(words: readonly string[]): string {
  return words.map(() => 'AND instr(search_text, ?) > 0').join(' ');
}

function inProject(project: string | undefined): string {
  return project === undefined ? '' : 'AND project = ?';
}

function valuesOf(project: string | undefined): string[] {
  return project === undefined ? [] : [project];
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
