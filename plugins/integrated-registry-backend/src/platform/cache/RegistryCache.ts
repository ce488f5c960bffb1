import { CacheService, LoggerService } from '@backstage/backend-plugin-api';
import { isRegistryError } from 'backstage-plugin-integrated-registry-node';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { reportOf, StoredIntegration } from '../../model';
import { PatientCache } from './PatientCache';
import { CachedName, lifetimeOf } from './remembered';

type Lifetime = ReturnType<typeof lifetimeOf>;
type Key = readonly (string | number)[];
/** What is of a repository begins with its name. */
type RepositoryKey = readonly [repository: string, ...rest: Key];

/** Something that was read, and when. */
export interface Reading<T> {
  value: T;
  /** Milliseconds since the epoch. */
  readAt: number;
  /** The last report of a change that came before it was read; see `ReportedChanges`. */
  report?: number;
  /** Reading it anew has failed; not to be tried before this time. */
  retryAt?: number;
}

/** How one thing is read. */
export interface ReadingOptions<T> {
  /** Read now, whatever is known. */
  current?: boolean;
  /** What was read before this report of a change counts only where reading anew fails. Default: 0 */
  report?: number;
  /** Says of what was read whether it may be kept. */
  keep?: (value: T) => boolean;
}

/** What was read with the settings of one integration, as they are now. */
export interface IntegrationCache {
  get<T>(
    what: CachedName,
    key: RepositoryKey,
    read: () => Promise<T>,
    options?: Omit<ReadingOptions<T>, 'report'>,
  ): Promise<Reading<T>>;
  known<T>(
    what: CachedName,
    key: RepositoryKey,
  ): Promise<Reading<T> | undefined>;
  put<T>(what: CachedName, key: RepositoryKey, value: T): void;
}

/** A registry that failed is not asked in the background again before this time. */
const RETRY_MS = 5_000;
/** What one process keeps unpacked, in characters of JSON. */
const MAX_SIZE = 32 * 1024 * 1024;
const MAX_READINGS = 2_000;
/** Larger ones are kept once, where the cache service would keep them in the memory of the same process. */
const MAX_SIZE_TWICE = 64 * 1024;

export interface RegistryCacheOptions {
  /** For a cache service that does not recover once it has failed. */
  reopen?: () => CacheService;
  /** Is the cache service this process's own memory? That lets go of nothing before its time. */
  inProcess?: boolean;
}

/**
 * What was read from registries, for a while: shared by the replicas where the cache service is.
 * Concurrent callers of the same thing share one reading, and each is told how old it is. A cache
 * service that fails makes reading slower and breaks nothing.
 */
export class RegistryCache {
  readonly #cache: PatientCache;
  readonly #inProcess: boolean;
  /**
   * The readings last used in this process, unpacked, so that a list of 10,000 tags is not parsed for
   * every page of it.
   */
  readonly #nearby = new LRUCache<string, Reading<unknown>>({
    max: MAX_READINGS,
    maxSize: MAX_SIZE,
  });
  readonly #running = new Map<
    string,
    { report: number; reading: Promise<Reading<unknown>> }
  >();

  constructor(
    cache: CacheService,
    logger: LoggerService,
    { reopen, inProcess = false }: RegistryCacheOptions = {},
  ) {
    this.#cache = new PatientCache(cache, logger, reopen);
    this.#inProcess = inProcess;
  }

  /**
   * Id and version of the settings become part of each key: what one credential may see is never
   * answered to another. What the registry has reported as changed is read anew.
   */
  of({
    id,
    version,
    changes,
  }: Pick<StoredIntegration, 'id' | 'version' | 'changes'>): IntegrationCache {
    return {
      get: (what, key, read, options) =>
        this.get(what, [id, version, ...key], read, {
          ...options,
          report: reportOf(changes, key[0]),
        }),
      known: (what, key) => this.known(what, [id, version, ...key]),
      put: (what, key, value) =>
        this.put(what, [id, version, ...key], value, reportOf(changes, key[0])),
    };
  }

  /**
   * @param what - how long it is kept is said in `remembered`
   * @param read - what it yields has to be JSON, and nobody may change it later
   */
  async get<T>(
    what: CachedName,
    key: Key,
    read: () => Promise<T>,
    options: ReadingOptions<T> = {},
  ): Promise<Reading<T>> {
    const freshness = lifetimeOf(what);
    const hash = hashOf(what, key);
    const readNew = () => this.#readOnce(hash, freshness, read, options);
    if (options.current) {
      return readNew();
    }
    const nearby = this.#nearbyWithin<T>(hash, freshness.freshMs);
    const known =
      nearby && isAfter(nearby, options.report)
        ? nearby
        : await this.#fromCache<T>(hash, freshness.freshMs + freshness.staleMs);
    if (!known) {
      return readNew();
    }
    const now = Date.now();
    if (!isAfter(known, options.report)) {
      return (known.retryAt ?? 0) > now
        ? known
        : readNew().catch(error => this.#orKnown(hash, known, error));
    }
    if (
      now - known.readAt >= freshness.freshMs &&
      (known.retryAt ?? 0) <= now
    ) {
      readNew().catch(error => this.#failedBehind(hash, known, error));
    }
    return known;
  }

  /** What was read last and is still kept; the registry is not asked. */
  async known<T>(what: CachedName, key: Key): Promise<Reading<T> | undefined> {
    return this.#fromCache<T>(hashOf(what, key), lifetimeOf(what).keptMs);
  }

  /** Remembers what was read elsewhere. */
  put<T>(what: CachedName, key: Key, value: T, report = 0): void {
    this.#keep(hashOf(what, key), lifetimeOf(what), value, report);
  }

  /** Another replica may have read later than this one. */
  async #fromCache<T>(
    hash: string,
    maxAgeMs: number,
  ): Promise<Reading<T> | undefined> {
    const text = await this.#cache.get(hash);
    const nearby = this.#nearbyWithin<T>(hash, maxAgeMs);
    if (text === undefined) {
      return nearby;
    }
    const { value, readAt, report = 0 } = JSON.parse(text);
    if (
      nearby &&
      isAfter(nearby, report) &&
      (nearby.readAt >= readAt || nearby.report !== report)
    ) {
      return nearby;
    }
    if (Date.now() - readAt >= maxAgeMs) {
      return undefined;
    }
    const reading = { value, readAt, report };
    this.#nearby.set(hash, reading, { size: text.length });
    return reading;
  }

  async #readOnce<T>(
    hash: string,
    freshness: Lifetime,
    read: () => Promise<T>,
    { current, report = 0, keep = () => true }: ReadingOptions<T>,
  ): Promise<Reading<T>> {
    // Whoever looked into the cache in vain may find that somebody else has read meanwhile.
    const nearby = this.#nearbyWithin<T>(hash, freshness.freshMs);
    if (nearby && isAfter(nearby, report) && !current) {
      return nearby;
    }
    const running = this.#running.get(hash);
    // One that began before the change may tell of the time before.
    if (running && running.report >= report) {
      return running.reading as Promise<Reading<T>>;
    }
    const reading = read()
      .then(value =>
        keep(value)
          ? this.#keep(hash, freshness, value, report)
          : { value, readAt: Date.now() },
      )
      .finally(() => {
        if (this.#running.get(hash)?.reading === reading) {
          this.#running.delete(hash);
        }
      });
    this.#running.set(hash, { report, reading });
    return reading;
  }

  #keep<T>(
    hash: string,
    freshness: Lifetime,
    value: T,
    report: number,
  ): Reading<T> {
    const kept = { value, readAt: Date.now(), report };
    const nearby = this.#nearby.get(hash);
    if (nearby && !isAfter(kept, nearby.report)) {
      // It has taken longer than another that began after a change.
      return kept;
    }
    // Its size is known when it is packed.
    this.#nearby.set(hash, kept, { size: 1 });
    // Nobody who waits for a long list should wait for it to be packed too.
    setImmediate(() => {
      const text = JSON.stringify(kept);
      this.#nearby.set(hash, kept, { size: text.length });
      if (!this.#inProcess || text.length <= MAX_SIZE_TWICE) {
        void this.#cache.set(hash, text, freshness.keptMs);
      }
    });
    return kept;
  }

  /** What was stale stays so for as long as it may, unless it is known to be gone. */
  #failedBehind(hash: string, known: Reading<unknown>, error: unknown): void {
    if (isGone(error)) {
      this.#nearby.delete(hash);
      void this.#cache.delete(hash);
    } else {
      known.retryAt = Date.now() + RETRY_MS;
    }
  }

  /** Where the registry cannot be asked after a change, what was known stays. */
  #orKnown<T>(hash: string, known: Reading<T>, error: unknown): Reading<T> {
    this.#failedBehind(hash, known, error);
    if (!isRegistryError(error) || isGone(error)) {
      throw error;
    }
    return known;
  }

  #nearbyWithin<T>(hash: string, maxAgeMs: number): Reading<T> | undefined {
    const nearby = this.#nearby.get(hash) as Reading<T> | undefined;
    return nearby && Date.now() - nearby.readAt < maxAgeMs ? nearby : undefined;
  }
}

/** Was it read after this report of a change? */
function isAfter({ report = 0 }: Reading<unknown>, wanted = 0): boolean {
  return report >= wanted;
}

function isGone(error: unknown): boolean {
  return (
    isRegistryError(error) &&
    ['NOT_FOUND', 'UNAUTHORIZED', 'FORBIDDEN'].includes(error.code)
  );
}

/** Cache stores have limits on the length and characters of a key. */
function hashOf(what: CachedName, key: Key): string {
  return createHash('sha256')
    .update(JSON.stringify([what, ...key]))
    .digest('hex');
}
