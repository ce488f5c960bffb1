import { Knex } from 'knex';

/** Where a crawl stands. */
export interface Crawl {
  generation: number;
  /** Of the last page that was taken; absent at the start. */
  cursor?: string;
  /** Repositories seen so far. */
  seen: number;
}

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
      .update({ lease_owner: owner, lease_expires_at: after(now, leaseMs) });
    if (taken === 0) {
      return undefined;
    }
    const row = await this.#knex('crawls')
      .where({ integration_id: integrationId })
      .first();
    const resumes =
      row.cursor !== null && row.settings_version === settingsVersion;
    const crawl: Crawl = resumes
      ? {
          generation: Number(row.generation),
          cursor: row.cursor,
          seen: row.seen,
        }
      : { generation: Number(row.generation) + 1, seen: 0 };
    await this.#knex('crawls')
      .where({ integration_id: integrationId })
      .update({
        generation: crawl.generation,
        cursor: crawl.cursor ?? null,
        seen: crawl.seen,
        settings_version: settingsVersion,
      });
    return crawl;
  }

  /** Notes a page and renews the lease; false where it was lost. */
  async advance(
    integrationId: string,
    owner: string,
    crawl: Crawl,
    leaseMs: number,
  ): Promise<boolean> {
    const changed = await this.#knex('crawls')
      .where({ integration_id: integrationId, lease_owner: owner })
      .update({
        cursor: crawl.cursor ?? null,
        seen: crawl.seen,
        lease_expires_at: after(new Date(), leaseMs),
      });
    return changed > 0;
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
        ...(finished && { cursor: null, seen: 0 }),
      });
  }
}

function after(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
