import { Text } from 'backstage-plugin-integrated-registry-common';
import { EncryptedCredential, ReportedChanges, withReport } from '../model';
import { Database } from '../platform';

/** The webhook of an integration, as it is stored. */
export interface StoredWebhook {
  /** Absent where it was removed. */
  encrypted?: EncryptedCredential;
  createdAt: string;
  /** Entity ref. */
  createdBy: string;
  lastEventAt?: string;
  lastRefused?: Refused;
}

/** A call that was refused. */
export interface Refused {
  /** ISO 8601. */
  at: string;
  reason: Text;
}

/** What is noted of calls now and then: the latest of each kind. */
export interface CallNotes {
  lastEventAt?: string;
  lastRefused?: Refused;
}

interface Row {
  integration_id: string;
  key_id: string | null;
  ciphertext: string | null;
  created_at: string;
  created_by: string;
  last_event_at: string | null;
  last_refused_at: string | null;
  last_refused: string | null;
  changes: string | null;
  crawl_due_at: string | null;
}

/** Secrets of webhooks, and what registries have reported. */
export class DatabaseWebhookStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async get(integrationId: string): Promise<StoredWebhook | undefined> {
    const row: Row | undefined = await this.#database.run(knex =>
      knex('webhooks').where({ integration_id: integrationId }).first(),
    );
    return row && toWebhook(row);
  }

  /** Puts a secret into the place of the one there was; what was reported stays. */
  async setSecret(
    integrationId: string,
    { keyId, ciphertext }: EncryptedCredential,
    { createdAt, createdBy }: Pick<StoredWebhook, 'createdAt' | 'createdBy'>,
  ): Promise<void> {
    const secret = {
      key_id: keyId,
      ciphertext,
      created_at: createdAt,
      created_by: createdBy,
    };
    await this.#database.run(knex =>
      knex('webhooks')
        .insert({ integration_id: integrationId, ...secret })
        .onConflict('integration_id')
        .merge(Object.keys(secret)),
    );
  }

  /** Marks of what was reported stay, so that nothing that is outdated is shown again. */
  async removeSecret(integrationId: string): Promise<void> {
    await this.#database.run(knex =>
      knex('webhooks')
        .where({ integration_id: integrationId })
        .update({ key_id: null, ciphertext: null }),
    );
  }

  async listEncrypted(): Promise<
    { integrationId: string; encrypted: EncryptedCredential }[]
  > {
    const rows: Row[] = await this.#database.run(knex =>
      knex('webhooks').whereNotNull('key_id'),
    );
    return rows.flatMap(row => {
      const { encrypted } = toWebhook(row);
      return encrypted
        ? [{ integrationId: row.integration_id, encrypted }]
        : [];
    });
  }

  /** The same secret in another ciphertext; nothing where it was renewed since `from` was read. */
  async replaceEncrypted(
    integrationId: string,
    from: EncryptedCredential,
    to: EncryptedCredential,
  ): Promise<void> {
    await this.#database.run(knex =>
      knex('webhooks')
        .where({ integration_id: integrationId, ciphertext: from.ciphertext })
        .update({ key_id: to.keyId, ciphertext: to.ciphertext }),
    );
  }

  /** Notes that the registry has reported changes of these repositories. */
  async report(
    integrationId: string,
    names: ReadonlySet<string>,
    now: Date,
  ): Promise<void> {
    await this.#database.transaction(async trx => {
      // Locked: two reports at the same moment count as two.
      const row = await trx('webhooks')
        .where({ integration_id: integrationId })
        .forUpdate()
        .first('changes');
      const before: ReportedChanges | undefined = row?.changes
        ? JSON.parse(row.changes)
        : undefined;
      await trx('webhooks')
        .where({ integration_id: integrationId })
        .update({
          changes: JSON.stringify(withReport(before, names, now.getTime())),
          last_event_at: now.toISOString(),
        });
    });
  }

  async note(
    integrationId: string,
    { lastEventAt, lastRefused }: CallNotes,
  ): Promise<void> {
    await this.#database.run(knex =>
      knex('webhooks')
        .where({ integration_id: integrationId })
        .update({
          ...(lastEventAt && { last_event_at: lastEventAt }),
          ...(lastRefused && {
            last_refused_at: lastRefused.at,
            last_refused: JSON.stringify(lastRefused.reason),
          }),
        }),
    );
  }

  /** More was reported than is looked at one by one: a crawl has to find it. */
  async setCrawlDue(integrationId: string): Promise<void> {
    await this.#database.run(knex =>
      knex('webhooks')
        .where({ integration_id: integrationId })
        .update({ crawl_due_at: new Date().toISOString() }),
    );
  }

  async listCrawlsDue(): Promise<{ integrationId: string; dueAt: string }[]> {
    const rows: Row[] = await this.#database.run(knex =>
      knex('webhooks').whereNotNull('crawl_due_at'),
    );
    return rows.map(row => ({
      integrationId: row.integration_id,
      dueAt: String(row.crawl_due_at),
    }));
  }

  /** Nothing where it has become due again. */
  async setCrawlBegun(integrationId: string, dueAt: string): Promise<void> {
    await this.#database.run(knex =>
      knex('webhooks')
        .where({ integration_id: integrationId, crawl_due_at: dueAt })
        .update({ crawl_due_at: null }),
    );
  }
}

function toWebhook(row: Row): StoredWebhook {
  return {
    createdAt: row.created_at,
    createdBy: row.created_by,
    ...(row.key_id !== null &&
      row.ciphertext !== null && {
        encrypted: { keyId: row.key_id, ciphertext: row.ciphertext },
      }),
    ...(row.last_event_at !== null && { lastEventAt: row.last_event_at }),
    ...(row.last_refused_at !== null &&
      row.last_refused !== null && {
        lastRefused: {
          at: row.last_refused_at,
          reason: JSON.parse(row.last_refused),
        },
      }),
  };
}
