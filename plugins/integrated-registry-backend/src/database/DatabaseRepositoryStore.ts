import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';
import { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursors';
import { RepositoryStore, StoredRepository } from './RepositoryStore';

type SearchOptions = Parameters<RepositoryStore['search']>[0];

interface RepositoryRow {
  integration_id: string;
  name: string;
  project: string | null;
  image_host: string | null;
  description: string | null;
  updated_at: string | null;
  tag_count: number | null;
  pull_count: number | string | null;
  visibility: 'public' | 'private' | null;
}

/** Rows of one INSERT: SQLite allows 32,766 values in a statement, PostgreSQL 65,535. */
const ROWS_PER_INSERT = 500;

export class DatabaseRepositoryStore implements RepositoryStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseRepositoryStore {
    return new DatabaseRepositoryStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async upsertPage(
    integrationId: string,
    generation: number,
    page: readonly RegistryRepository[],
  ): Promise<void> {
    // A registry may name a repository twice on a page; a statement may not.
    const rows = [...new Map(page.map(item => [item.name, item])).values()].map(
      item => toRow(integrationId, generation, item),
    );
    await this.#knex.transaction(async trx => {
      for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
        await trx('repositories')
          .insert(rows.slice(at, at + ROWS_PER_INSERT))
          .onConflict(['integration_id', 'name'])
          .merge();
      }
    });
  }

  async removeOlderThan(
    integrationId: string,
    generation: number,
  ): Promise<number> {
    return this.#knex('repositories')
      .where({ integration_id: integrationId })
      .where('generation', '<', generation)
      .delete();
  }

  async removeAll(integrationId: string): Promise<void> {
    await this.#knex('repositories')
      .where({ integration_id: integrationId })
      .delete();
  }

  async count(integrationIds: readonly string[]): Promise<number> {
    const [{ count }] = await this.#knex('repositories')
      .whereIn('integration_id', [...integrationIds])
      .count({ count: '*' });
    return Number(count);
  }

  async get(
    integrationId: string,
    name: string,
  ): Promise<StoredRepository | undefined> {
    const row = await this.#knex<RepositoryRow>('repositories')
      .where({ integration_id: integrationId, name })
      .first();
    return row && fromRow(row);
  }

  async search(options: SearchOptions): ReturnType<RepositoryStore['search']> {
    const { integrationIds, q, project, cursor, limit } = options;
    if (integrationIds.length === 0) {
      return { items: [], totalItems: 0 };
    }
    const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const matching = () => {
      const query = this.#knex('repositories').whereIn('integration_id', [
        ...integrationIds,
      ]);
      if (project !== undefined) {
        query.where({ project });
      }
      for (const word of words) {
        query.whereRaw(String.raw`search_text LIKE ? ESCAPE '\'`, [
          `%${escapeLike(word)}%`,
        ]);
      }
      return query;
    };

    const ranked = matching().select(
      'repositories.*',
      this.#knex.raw(`${rankOf(words)} AS rank`, rankBindings(words)),
    );
    const page = this.#knex
      .from(ranked.as('ranked'))
      .select('*')
      .orderBy(['rank', 'name', 'integration_id'])
      .limit(limit + 1);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, 3);
    if (after) {
      const [rank, name, id] = [Number(after[0]), after[1], after[2]];
      page.whereRaw(
        '(rank > ? OR (rank = ? AND (name > ? OR (name = ? AND integration_id > ?))))',
        [rank, rank, name, name, id],
      );
    }
    const rows: (RepositoryRow & { rank: number })[] = await page;
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const more = rows.length > limit;
    // Whoever turns pages has been told the total on the first one.
    const totalItems = after
      ? undefined
      : await this.#total(matching, more, items.length);
    return {
      items: items.map(fromRow),
      ...(totalItems !== undefined && { totalItems }),
      ...(more &&
        last && {
          nextCursor: encodeCursor([
            String(last.rank),
            last.name,
            last.integration_id,
          ]),
        }),
    };
  }

  async #total(
    matching: () => Knex.QueryBuilder,
    more: boolean,
    found: number,
  ): Promise<number> {
    if (!more) {
      return found;
    }
    const [{ count }] = await matching().count({ count: '*' });
    return Number(count);
  }
}

/** Exact name, then prefix of the name or its last part, then start of a word, then the rest. */
function rankOf(words: readonly string[]): string {
  if (words.length === 0) {
    return '0';
  }
  return String.raw`CASE
    WHEN LOWER(name) = ? OR last_part = ? THEN 0
    WHEN LOWER(name) LIKE ? ESCAPE '\' OR last_part LIKE ? ESCAPE '\' THEN 1
    WHEN search_text LIKE ? ESCAPE '\' OR search_text LIKE ? ESCAPE '\'
      OR search_text LIKE ? ESCAPE '\' OR search_text LIKE ? ESCAPE '\'
      OR search_text LIKE ? ESCAPE '\' THEN 2
    ELSE 3 END`;
}

function rankBindings(words: readonly string[]): string[] {
  if (words.length === 0) {
    return [];
  }
  const text = words.join(' ');
  const pattern = escapeLike(words[0]);
  return [
    text,
    text,
    `${pattern}%`,
    `${pattern}%`,
    ...[' ', '/', '-', '\\_', '.'].map(start => `%${start}${pattern}%`),
  ];
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, character => `\\${character}`);
}

function toRow(
  integrationId: string,
  generation: number,
  item: RegistryRepository,
) {
  const { name, project, description } = item;
  return {
    integration_id: integrationId,
    name,
    project: project ?? null,
    image_host: item.imageHost ?? null,
    description: description ?? null,
    updated_at: item.updatedAt ?? null,
    tag_count: item.tagCount ?? null,
    pull_count: item.pullCount ?? null,
    visibility: item.visibility ?? null,
    generation,
    last_part: name.slice(name.lastIndexOf('/') + 1).toLowerCase(),
    search_text: [name, project, description]
      .filter(Boolean)
      .join(' ')
      .toLowerCase(),
  };
}

function fromRow(row: RepositoryRow): StoredRepository {
  return {
    integrationId: row.integration_id,
    name: row.name,
    ...(row.project !== null && { project: row.project }),
    ...(row.image_host !== null && { imageHost: row.image_host }),
    ...(row.description !== null && { description: row.description }),
    ...(row.updated_at !== null && { updatedAt: row.updated_at }),
    ...(row.tag_count !== null && { tagCount: row.tag_count }),
    ...(row.pull_count !== null && { pullCount: Number(row.pull_count) }),
    ...(row.visibility !== null && { visibility: row.visibility }),
  };
}
