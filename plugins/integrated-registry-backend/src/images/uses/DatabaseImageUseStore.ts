import {
  ImageUse,
  ImageUseListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Database, remembered } from '../../platform';
import { ImageUseLimits, trimImageUses } from './trimImageUses';

/** Uses that are looked through for what a workspace has used last. */
const RECENT_USES = 50;
/** More would keep away what somebody looks for. */
const RECENT_REPOSITORIES = 8;

interface UsedRepository {
  integrationId: string;
  name: string;
}

/** Which templates and entities chose which images. */
export class DatabaseImageUseStore {
  readonly #database: Database;
  readonly #limits: ImageUseLimits;
  readonly #recent = new LRUCache<string, UsedRepository[]>({
    max: remembered.recentUses.max,
    ttl: remembered.recentUses.freshMs,
    // Who asked gets the answer, also where it is not to be kept any more.
    ignoreFetchAbort: true,
    fetchMethod: workspace => this.#readRecent(workspace),
  });

  constructor(database: Database, limits: ImageUseLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  /**
   * An entity uses one image of a repository at a time: what it used before is replaced, so that
   * a task that is run again leaves one row.
   */
  async record(use: Omit<ImageUse, 'id' | 'usedAt'>): Promise<ImageUse> {
    const recorded: ImageUse = {
      ...use,
      id: randomUUID(),
      usedAt: new Date().toISOString(),
    };
    await this.#database.run(knex =>
      knex('image_uses')
        .insert({
          id: recorded.id,
          workspace: recorded.workspace,
          integration_id: recorded.integrationId ?? null,
          reference: recorded.reference,
          repository: recorded.repository,
          tag: recorded.tag ?? null,
          digest: recorded.digest ?? null,
          used_by: recorded.usedBy,
          used_at: recorded.usedAt,
          chosen_by: recorded.chosenBy,
        })
        // Of several at once the last one stays: nobody may come between looking and writing.
        .onConflict(['workspace', 'used_by', 'repository'])
        .merge(),
    );
    await this.#database.run(knex => trimImageUses(knex, use, this.#limits));
    this.#recent.delete(use.workspace);
    return recorded;
  }

  /** Repositories the workspace has used last, latest first, each once. */
  async recent(workspace: string): Promise<readonly UsedRepository[]> {
    return this.#recent.forceFetch(workspace);
  }

  async #readRecent(workspace: string): Promise<UsedRepository[]> {
    const rows: { integration_id: string; repository: string }[] =
      await this.#database.run(knex =>
        knex('image_uses')
          .where({ workspace })
          .whereNotNull('integration_id')
          .orderBy([
            { column: 'used_at', order: 'desc' },
            { column: 'id', order: 'desc' },
          ])
          .limit(RECENT_USES)
          .select('integration_id', 'repository'),
      );
    const recent = new Map(
      rows.map(({ integration_id: integrationId, repository: name }) => [
        `${integrationId} ${name}`,
        { integrationId, name },
      ]),
    );
    return [...recent.values()].slice(0, RECENT_REPOSITORIES);
  }

  /** Latest first. */
  async list(
    query: ImageUseListQuery,
    after?: { usedAt: string; id: string },
  ): Promise<ImageUse[]> {
    const select = this.#database
      .knex('image_uses')
      .where({ workspace: query.workspace })
      .orderBy([
        { column: 'used_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(query.limit + 1);
    if (query.integration !== undefined) {
      select.where({ integration_id: query.integration });
    }
    if (query.repository !== undefined) {
      select.where({ repository: query.repository });
    }
    if (after) {
      select.whereRaw('(used_at < ? OR (used_at = ? AND id < ?))', [
        after.usedAt,
        after.usedAt,
        after.id,
      ]);
    }
    const rows = await this.#database.run(() => select.clone());
    return rows.map(row => ({
      id: row.id,
      workspace: row.workspace,
      ...(row.integration_id && { integrationId: row.integration_id }),
      reference: row.reference,
      repository: row.repository,
      ...(row.tag && { tag: row.tag }),
      ...(row.digest && { digest: row.digest }),
      usedBy: row.used_by,
      usedAt: row.used_at,
      chosenBy: row.chosen_by,
    }));
  }
}
