import { LoggerService } from '@backstage/backend-plugin-api';
import { performance } from 'node:perf_hooks';
import { atMost, inTurn } from '../../platform';
import { DatabaseRepositoryChanges } from '../store/DatabaseRepositoryChanges';
import { Change, IntegrationNames } from './IntegrationNames';
import { Shelf } from './hits';

/** Who searches looks for what other replicas have changed: so often, and at last waits for it. */
const FRESH_MS = 1_000;
const STALE_MS = 2_000;
/** Clocks of replicas may differ by so much. */
const CLOCKS_MS = 1_000;
/** Integrations that are read side by side. */
const SIDE_BY_SIDE = 2;

/**
 * The names of all repositories, in the memory of this process. What it writes itself is in it at once;
 * what other replicas write is looked for once a second while somebody searches, and from time to time.
 */
export class NameIndex {
  readonly #changes: DatabaseRepositoryChanges;
  readonly #logger: LoggerService;
  readonly #names = new Map<string, IntegrationNames>();
  /** Of each integration, as the database had them last. */
  #revisions = new Map<string, number>();
  #lookedAt = -STALE_MS;
  /** The same by the clock, which may be set back. */
  #knownUntil = 0;
  #looking?: Promise<void>;
  readonly #reading = new Map<string, Promise<void>>();
  readonly #toMerge = new Set<IntegrationNames>();
  readonly #oneMerge = inTurn();

  constructor(changes: DatabaseRepositoryChanges, logger: LoggerService) {
    this.#changes = changes;
    this.#logger = logger;
  }

  /**
   * The repositories of some integrations, as they are.
   *
   * @param changedAt - ms since 1970; what other replicas have written up to then is waited for
   * @returns `whole`: false where some are still being read
   */
  async shelvesOf(
    integrationIds: readonly string[],
    { waitMs, changedAt = 0 }: { waitMs: number; changedAt?: number },
  ): Promise<{ shelves: Shelf[]; whole: boolean }> {
    const age = performance.now() - this.#lookedAt;
    if (age >= STALE_MS || changedAt + CLOCKS_MS > this.#knownUntil) {
      await this.#look();
    } else if (age >= FRESH_MS) {
      this.#look().catch(error =>
        this.#logger.warn('Looking for changed repositories failed', error),
      );
    }
    const behind = integrationIds.filter(id => this.#isBehind(id));
    if (behind.length > 0) {
      await atMost(waitMs, this.#readAll(behind));
    }
    return {
      shelves: integrationIds.flatMap(integrationId =>
        (this.#names.get(integrationId)?.segments ?? []).map(segment => ({
          integrationId,
          segment,
        })),
      ),
      whole: !integrationIds.some(id => this.#isBehind(id)),
    };
  }

  /** Takes in what this process has written. */
  apply(integrationId: string, change: Change): void {
    const names = this.#names.get(integrationId);
    if (names?.revision === change.revision - 1) {
      names.apply(change);
      this.#mergeSoon(names);
    }
    // Who is behind reads it.
    const revision = this.#revisions.get(integrationId) ?? 0;
    this.#revisions.set(integrationId, Math.max(revision, change.revision));
  }

  forget(integrationId: string): void {
    this.#names.delete(integrationId);
    this.#revisions.delete(integrationId);
  }

  /** Reads whatever has changed; and tidies what no longer does. */
  async refresh(): Promise<void> {
    const before = new Map(this.#revisions);
    await this.#look();
    await this.#readAll([...this.#revisions.keys()]);
    for (const [id, names] of this.#names) {
      if (before.get(id) === this.#revisions.get(id)) {
        await this.#merge(names, true);
      }
    }
  }

  #mergeSoon(names: IntegrationNames): void {
    this.#merge(names).catch(error =>
      this.#logger.error('Merging names failed', error),
    );
  }

  /** One at a time: each takes memory, however many registries are crawled. */
  async #merge(names: IntegrationNames, all = false): Promise<void> {
    if (!this.#toMerge.has(names)) {
      this.#toMerge.add(names);
      await this.#oneMerge(async () => {
        this.#toMerge.delete(names);
        await names.merge(all);
      });
    }
  }

  #isBehind(id: string): boolean {
    return (
      (this.#names.get(id)?.revision ?? 0) < (this.#revisions.get(id) ?? 0)
    );
  }

  async #look(): Promise<void> {
    this.#looking ??= this.#readRevisions().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #readRevisions(): Promise<void> {
    const began = performance.now();
    const until = Date.now();
    const known = [...this.#revisions.keys()];
    const revisions = await this.#changes.revisions();
    for (const id of known.filter(one => !revisions.has(one))) {
      this.forget(id);
    }
    for (const [id, revision] of revisions) {
      // What this process has written meanwhile is newer.
      this.#revisions.set(id, Math.max(revision, this.#revisions.get(id) ?? 0));
    }
    this.#lookedAt = began;
    this.#knownUntil = until;
  }

  async #readAll(ids: readonly string[]): Promise<void> {
    const waiting = ids.filter(id => this.#isBehind(id));
    const work = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        await this.#read(id);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  }

  async #read(id: string): Promise<void> {
    const reading =
      this.#reading.get(id) ??
      this.#catchUp(id).finally(() => this.#reading.delete(id));
    this.#reading.set(id, reading);
    return reading;
  }

  async #catchUp(id: string): Promise<void> {
    const known = this.#names.get(id);
    const change = known && (await this.#changes.since(id, known.revision));
    if (!change) {
      await this.#readWhole(id);
    } else if (change.revision > known.revision) {
      // Unless this process has written the same meanwhile.
      known.apply(change);
      // Who searches does not wait for it.
      this.#mergeSoon(known);
    }
  }

  async #readWhole(id: string): Promise<void> {
    // Before its rows: what changes meanwhile is read behind it.
    const revision = (await this.#changes.revisions()).get(id);
    if (revision !== undefined) {
      const names = new IntegrationNames(revision);
      await names.load(this.#changes.windows(id));
      const since = await this.#changes.since(id, revision);
      if (since) {
        names.apply(since);
        this.#names.set(id, names);
      }
    }
  }
}
