import { Knex } from 'knex';
import { Database } from '../../platform';

interface CrawlRow {
  generation: number | string;
  cursor: string | null;
  seen: number;
  pages: number;
  started_at: string | null;
  source: string | null;
  settings_version: number;
}

/** As `repositoryIndex` is stored, which is JSON. */
const CRAWLING = '%"state":"crawling"%';

/** Where a crawl stands. */
export interface Crawl {
  generation: number;
  /** Of the last page that was taken; absent at the start. */
  cursor?: string;
  /** Repositories seen so far. */
  seen: number;
  /** Pages taken so far. */
  pages: number;
  /** ISO 8601; of the whole crawl, resumed or not. */
  startedAt: string;
  /** Which registry the last crawl that reached the end went over; absent before. */
  lastSource?: string;
}

/** Does a crawl go on? `lost`: another replica has taken it over, or the integration has gone. */
export type CrawlStanding = 'held' | 'cancelled' | 'lost';

/** Leases on crawls: one crawl per integration at a time over all replicas. */
export class DatabaseCrawlStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Takes the lease where nobody holds it. A crawl that was cut off is taken up where it stood,
   * unless the settings have changed since.
   *
   * @param settingsVersion - of the integration as the crawl will use it
   */
  async acquire(
    integrationId: string,
    owner: string,
    settingsVersion: number,
    leaseMs: number,
  ): Promise<Crawl | undefined> {
    return this.#database.transaction(async trx => {
      await trx('crawls')
        .insert({
          integration_id: integrationId,
          generation: 0,
          seen: 0,
          settings_version: settingsVersion,
        })
        .onConflict('integration_id')
        .ignore();
      const [row] = await trx('crawls')
        .where({ integration_id: integrationId })
        .where(free => this.#whereFree(free))
        .update({
          lease_owner: owner,
          lease_expires_at: this.#now(leaseMs),
          cancel_requested: false,
        })
        .returning('*');
      if (!row) {
        return undefined;
      }
      const crawl = toCrawl(row, settingsVersion);
      await trx('crawls')
        .where({ integration_id: integrationId })
        .update({ ...toColumns(crawl), settings_version: settingsVersion });
      return crawl;
    });
  }

  /** Of the crawl under way or the last one; 0 before the first. */
  async generation(integrationId: string): Promise<number> {
    const row = await this.#database.run(knex =>
      knex('crawls')
        .where({ integration_id: integrationId })
        .first('generation'),
    );
    return Number(row?.generation ?? 0);
  }

  /** Integrations whose crawl nobody goes on with: its process has died, or was told to end. */
  async listAbandoned(): Promise<string[]> {
    const rows: { id: string }[] = await this.#database.run(knex =>
      knex('integrations')
        .join('crawls', 'crawls.integration_id', 'integrations.id')
        .where(free => this.#whereFree(free))
        .where(begun =>
          begun
            .whereNotNull('crawls.lease_owner')
            .orWhere('integrations.repository_index', 'like', CRAWLING),
        )
        .orderBy('integrations.id')
        .select('integrations.id'),
    );
    return rows.map(({ id }) => id);
  }

  /** Notes a page and renews the lease. */
  async advance(
    integrationId: string,
    owner: string,
    crawl: Crawl,
    leaseMs: number,
  ): Promise<CrawlStanding> {
    return this.#update(integrationId, owner, leaseMs, toColumns(crawl));
  }

  /** Renews the lease, however long a page takes. */
  async renew(
    integrationId: string,
    owner: string,
    leaseMs: number,
  ): Promise<CrawlStanding> {
    return this.#update(integrationId, owner, leaseMs, {});
  }

  /** Asks whoever crawls it to stop. */
  async cancel(integrationId: string): Promise<void> {
    await this.#database.run(knex =>
      knex('crawls')
        .where({ integration_id: integrationId })
        .whereNotNull('lease_owner')
        .update({ cancel_requested: true }),
    );
  }

  /**
   * @param finished - false keeps the cursor for the next crawl to resume at
   * @param source - which registry it went over, where it reached the end
   */
  async release(
    integrationId: string,
    owner: string,
    finished: boolean,
    source?: string,
  ): Promise<void> {
    await this.#database.run(knex =>
      knex('crawls')
        .where({ integration_id: integrationId, lease_owner: owner })
        .update({
          lease_owner: null,
          lease_expires_at: null,
          ...(finished && { cursor: null, seen: 0, pages: 0 }),
          ...(source !== undefined && { source }),
        }),
    );
  }

  async #update(
    integrationId: string,
    owner: string,
    leaseMs: number,
    columns: object,
  ): Promise<CrawlStanding> {
    const [row] = await this.#database.run(knex =>
      knex('crawls')
        .where({ integration_id: integrationId, lease_owner: owner })
        .update({ ...columns, lease_expires_at: this.#now(leaseMs) })
        .returning('cancel_requested'),
    );
    if (!row) {
      return 'lost';
    }
    return row.cancel_requested ? 'cancelled' : 'held';
  }

  #whereFree(query: Knex.QueryBuilder): void {
    query
      .whereNull('crawls.lease_owner')
      .orWhere('crawls.lease_expires_at', '<', this.#now(0));
  }

  /** By the clock of the database, which all replicas share; theirs may differ by more than a lease. */
  #now(plusMs: number): Knex.Raw | string {
    return this.#database.isPostgres
      ? this.#database.knex.raw(
          `to_char((clock_timestamp() + ? * interval '1 millisecond') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
          [plusMs],
        )
      : new Date(Date.now() + plusMs).toISOString();
  }
}

/** A crawl that was cut off goes on where it stood, unless the settings have changed since. */
function toCrawl(row: CrawlRow, settingsVersion: number): Crawl {
  const now = new Date().toISOString();
  const last = row.source === null ? {} : { lastSource: row.source };
  if (row.cursor !== null && row.settings_version === settingsVersion) {
    return {
      generation: Number(row.generation),
      cursor: row.cursor,
      seen: row.seen,
      pages: row.pages,
      startedAt: row.started_at ?? now,
      ...last,
    };
  }
  return {
    generation: Number(row.generation) + 1,
    seen: 0,
    pages: 0,
    startedAt: now,
    ...last,
  };
}

function toColumns(crawl: Crawl) {
  return {
    generation: crawl.generation,
    cursor: crawl.cursor ?? null,
    seen: crawl.seen,
    pages: crawl.pages,
    started_at: crawl.startedAt,
  };
}
