import { Knex } from 'knex';

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
  /** Nothing has been left out so far. */
  whole: boolean;
}

/** Does a crawl go on? `lost`: another replica has taken it over, or the integration has gone. */
export type CrawlStanding = 'held' | 'cancelled' | 'lost';

/** Leases on crawls: one crawl per integration at a time over all replicas. */
export class DatabaseCrawlStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseCrawlStore {
    return new DatabaseCrawlStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
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
    const now = new Date();
    await this.#knex('crawls')
      .insert({
        integration_id: integrationId,
        generation: 0,
        seen: 0,
        settings_version: settingsVersion,
      })
      .onConflict('integration_id')
      .ignore();
    const taken = await this.#knex('crawls')
      .where({ integration_id: integrationId })
      .where(free =>
        free
          .whereNull('lease_owner')
          .orWhere('lease_expires_at', '<', now.toISOString()),
      )
      .update({
        lease_owner: owner,
        lease_expires_at: after(now, leaseMs),
        cancel_requested: false,
      });
    if (taken === 0) {
      return undefined;
    }
    const row = await this.#knex('crawls')
      .where({ integration_id: integrationId })
      .first();
    if (!row) {
      return undefined;
    }
    const resumes =
      row.cursor !== null && row.settings_version === settingsVersion;
    const crawl: Crawl = resumes
      ? {
          generation: Number(row.generation),
          cursor: row.cursor,
          seen: row.seen,
          pages: row.pages,
          startedAt: row.started_at ?? now.toISOString(),
          whole: Boolean(row.whole),
        }
      : {
          generation: Number(row.generation) + 1,
          seen: 0,
          pages: 0,
          startedAt: now.toISOString(),
          whole: true,
        };
    await this.#knex('crawls')
      .where({ integration_id: integrationId, lease_owner: owner })
      .update({ ...toColumns(crawl), settings_version: settingsVersion });
    return crawl;
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
    await this.#knex('crawls')
      .where({ integration_id: integrationId })
      .whereNotNull('lease_owner')
      .update({ cancel_requested: true });
  }

  /** @param finished - false keeps the cursor for the next crawl to resume at */
  async release(
    integrationId: string,
    owner: string,
    finished: boolean,
  ): Promise<void> {
    await this.#knex('crawls')
      .where({ integration_id: integrationId, lease_owner: owner })
      .update({
        lease_owner: null,
        lease_expires_at: null,
        ...(finished && { cursor: null, seen: 0, pages: 0 }),
      });
  }

  async #update(
    integrationId: string,
    owner: string,
    leaseMs: number,
    columns: object,
  ): Promise<CrawlStanding> {
    const [row] = await this.#knex('crawls')
      .where({ integration_id: integrationId, lease_owner: owner })
      .update({ ...columns, lease_expires_at: after(new Date(), leaseMs) })
      .returning('cancel_requested');
    if (!row) {
      return 'lost';
    }
    return row.cancel_requested ? 'cancelled' : 'held';
  }
}

function toColumns(crawl: Crawl) {
  return {
    generation: crawl.generation,
    cursor: crawl.cursor ?? null,
    seen: crawl.seen,
    pages: crawl.pages,
    started_at: crawl.startedAt,
    whole: crawl.whole,
  };
}

function after(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
