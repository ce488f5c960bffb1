import { RegistryGap } from 'backstage-plugin-integrated-registry-node';
import { Database } from '../../platform';

/** Rows that are read at once. */
const WINDOW = 500;

/** What a crawl has seen: kept beside the repositories, so that none is written to be remembered. */
export interface CrawledPages {
  /** Of the repositories that were seen. */
  has(id: number): boolean;
  gaps: RegistryGap[];
  /** How many pages were noted. */
  pages: number;
}

/** The pages of crawls that are under way. */
export class DatabaseCrawlPageStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Notes a page; once more where a crawl that died had noted it before. */
  async add(
    integrationId: string,
    page: number,
    ids: readonly number[],
    gaps: readonly RegistryGap[],
  ): Promise<void> {
    await this.#database.run(knex =>
      knex('crawl_pages')
        .insert({
          integration_id: integrationId,
          page,
          ids: JSON.stringify(ids),
          gaps: JSON.stringify(gaps),
        })
        .onConflict(['integration_id', 'page'])
        .merge(),
    );
  }

  /** @param before - pages behind it were noted by a crawl that died before it told so */
  async read(integrationId: string, before: number): Promise<CrawledPages> {
    const seen: number[] = [];
    const gaps: RegistryGap[] = [];
    let pages = 0;
    for (let from = 0; from < before; from += WINDOW) {
      const rows = await this.#database.run(knex =>
        knex('crawl_pages')
          .where({ integration_id: integrationId })
          .whereBetween('page', [from, Math.min(from + WINDOW, before) - 1])
          .orderBy('page')
          .select('ids', 'gaps'),
      );
      pages += rows.length;
      for (const row of rows) {
        for (const id of JSON.parse(row.ids)) {
          seen.push(id);
        }
        gaps.push(...JSON.parse(row.gaps));
      }
    }
    // Four bytes a repository.
    const ids = Uint32Array.from(seen).sort();
    return { has: id => isIn(ids, id), gaps, pages };
  }

  async clear(integrationId: string): Promise<void> {
    await this.#database.run(knex =>
      knex('crawl_pages').where({ integration_id: integrationId }).delete(),
    );
  }
}

function isIn(sorted: Uint32Array, id: number): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (sorted[middle] < id) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return sorted[from] === id;
}
