import { CacheService, LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { isRegistryError } from 'backstage-plugin-integrated-registry-node';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { StoredIntegration } from '../../model';
import { CachedName, lifetimeOf } from './remembered';

type Lifetime = ReturnType<typeof lifetimeOf>;
type Key = readonly (string | number)[];

/** Something that was read, and when. */
export interface Reading<T> {
  value: T;
  /** Milliseconds since the epoch. */
  readAt: number;
  /** Reading it anew has failed; not to be tried before this time. */
  retryAt?: number;
}

/** How one thing is read. */
export interface ReadingOptions<T> {
  /** Read now, whatever is known. */
  current?: boolean;
  /** Says of what was read whether it may be kept. */
  keep?: (value: T) => boolean;
}

/** What was read with the settings of one integration, as they are now. */
export interface IntegrationCache {
  get<T>(
    what: CachedName,
    key: Key,
    read: () => Promise<T>,
    options?: ReadingOptions<T>,
  ): Promise<Reading<T>>;
  known<T>(what: CachedName, key: Key): Promise<Reading<T> | undefined>;
  put<T>(what: CachedName, key: Key, value: T): void;
}

/**
 * A cache service that does not answer within this time fails, and is not asked again for a while:
 * clients of Redis wait for ever where it is down. Then it is opened anew, where that is possible.
 */
const CACHE_PATIENCE_MS = 1_000;
const CACHE_PAUSE_MS = 10_000;
/** A registry that failed is not asked in the background again before this time. */
const RETRY_MS = 5_000;
/** What one process keeps unpacked, in characters of JSON. */
const MAX_SIZE = 32 * 1024 * 1024;
const MAX_READINGS = 2_000;

/**
 * What was read from registries, for a while: shared by the replicas where the cache service is.
 * Concurrent callers of the same thing share one reading, and each is told how old it is. A cache
 * service that fails makes reading slower and breaks nothing.
 */
export class RegistryCache {
  #cache: CacheService;
  readonly #reopen?: () => CacheService;
  readonly #logger: LoggerService;
  /**
   * The readings last used in this process, unpacked, so that a list of 10,000 tags is not parsed for
   * every page of it.
   */
  readonly #nearby = new LRUCache<string, Reading<unknown>>({
    max: MAX_READINGS,
    maxSize: MAX_SIZE,
  });
  readonly #running = new Map<string, Promise<Reading<unknown>>>();
  #cacheFailedAt = -CACHE_PAUSE_MS;

  /** @param reopen - for a cache service that does not recover once it has failed */
  constructor(
    cache: CacheService,
    logger: LoggerService,
    reopen?: () => CacheService,
  ) {
    this.#cache = cache;
    this.#logger = logger;
    this.#reopen = reopen;
  }

  /**
   * Id and version of the settings become part of each key: what one credential may see is never
   * answered to another.
   */
  of({
    id,
    version,
  }: Pick<StoredIntegration, 'id' | 'version'>): IntegrationCache {
    return {
      get: (what, key, read, options) =>
        this.get(what, [id, version, ...key], read, options),
      known: (what, key) => this.known(what, [id, version, ...key]),
      put: (what, key, value) => this.put(what, [id, version, ...key], value),
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
    const known =
      this.#nearbyWithin<T>(hash, freshness.freshMs) ??
      (await this.#fromCache<T>(hash, freshness.freshMs + freshness.staleMs));
    if (!known) {
      return readNew();
    }
    const now = Date.now();
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
  put<T>(what: CachedName, key: Key, value: T): void {
    this.#keep(hashOf(what, key), lifetimeOf(what), value);
  }

  /** Another replica may have read later than this one. */
  async #fromCache<T>(
    hash: string,
    maxAgeMs: number,
  ): Promise<Reading<T> | undefined> {
    const text = await this.#tryCache(() => this.#cache.get<string>(hash));
    const nearby = this.#nearbyWithin<T>(hash, maxAgeMs);
    if (text === undefined) {
      return nearby;
    }
    const { value, readAt } = JSON.parse(text);
    if (nearby && nearby.readAt >= readAt) {
      return nearby;
    }
    if (Date.now() - readAt >= maxAgeMs) {
      return undefined;
    }
    const reading = { value, readAt };
    this.#nearby.set(hash, reading, { size: text.length });
    return reading;
  }

  async #readOnce<T>(
    hash: string,
    freshness: Lifetime,
    read: () => Promise<T>,
    { current, keep = () => true }: ReadingOptions<T>,
  ): Promise<Reading<T>> {
    // Whoever looked into the cache in vain may find that somebody else has read meanwhile.
    const nearby = this.#nearbyWithin<T>(hash, freshness.freshMs);
    if (nearby && !current) {
      return nearby;
    }
    const running = this.#running.get(hash);
    if (running) {
      return running as Promise<Reading<T>>;
    }
    const reading = read()
      .then(value =>
        keep(value)
          ? this.#keep(hash, freshness, value)
          : { value, readAt: Date.now() },
      )
      .finally(() => this.#running.delete(hash));
    this.#running.set(hash, reading);
    return reading;
  }

  #keep<T>(hash: string, freshness: Lifetime, value: T): Reading<T> {
    const kept = { value, readAt: Date.now() };
    // Its size is known when it is packed.
    this.#nearby.set(hash, kept, { size: 1 });
    // Nobody who waits for a long list should wait for it to be packed too.
    setImmediate(() => {
      const text = JSON.stringify({ value, readAt: kept.readAt });
      this.#nearby.set(hash, kept, { size: text.length });
      void this.#tryCache(() =>
        this.#cache.set(hash, text, {
          ttl: freshness.keptMs,
        }),
      );
    });
    return kept;
  }

  /** What was stale stays so for as long as it may, unless it is known to be gone. */
  #failedBehind(hash: string, known: Reading<unknown>, error: unknown): void {
    const gone =
      isRegistryError(error) &&
      ['NOT_FOUND', 'UNAUTHORIZED', 'FORBIDDEN'].includes(error.code);
    if (gone) {
      this.#nearby.delete(hash);
      void this.#tryCache(() => this.#cache.delete(hash));
    } else {
      known.retryAt = Date.now() + RETRY_MS;
    }
  }

  #nearbyWithin<T>(hash: string, maxAgeMs: number): Reading<T> | undefined {
    const nearby = this.#nearby.get(hash) as Reading<T> | undefined;
    return nearby && Date.now() - nearby.readAt < maxAgeMs ? nearby : undefined;
  }

  async #tryCache<T>(call: () => Promise<T>): Promise<T | undefined> {
    if (performance.now() - this.#cacheFailedAt < CACHE_PAUSE_MS) {
      return undefined;
    }
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        call(),
        new Promise<never>((_, reject) => {
          timer = setTimeout(
            () => reject(new Error('it does not answer')),
            CACHE_PATIENCE_MS,
          );
        }),
      ]);
    } catch (error) {
      this.#cacheFailedAt = performance.now();
      this.#cache = this.#reopen?.() ?? this.#cache;
      this.#logger.warn(
        `The cache service fails, so registries are asked more often: ${
          isError(error) ? error.message : 'unknown error'
        }`,
      );
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Cache stores have limits on the length and characters of a key. */
function hashOf(what: CachedName, key: Key): string {
  return createHash('sha256')
    .update(JSON.stringify([what, ...key]))
    .digest('hex');
}
