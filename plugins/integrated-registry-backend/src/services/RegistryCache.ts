import { CacheService } from '@backstage/backend-plugin-api';
import { JsonValue } from '@backstage/types';
import { createHash } from 'node:crypto';

/**
 * What was read from registries, for a while: shared by the replicas where the cache service is.
 * Concurrent callers of the same thing share one reading.
 */
export class RegistryCache {
  readonly #cache: CacheService;
  readonly #running = new Map<string, Promise<unknown>>();

  static create(cache: CacheService): RegistryCache {
    return new RegistryCache(cache);
  }

  private constructor(cache: CacheService) {
    this.#cache = cache;
  }

  /**
   * @param key - names what is read, with the version of the integration's settings in it
   * @param read - what it yields has to be JSON
   */
  async get<T>(
    key: readonly (string | number)[],
    ttlMs: number,
    read: () => Promise<T>,
  ): Promise<T> {
    // Cache stores have limits on the length and characters of a key.
    const hash = createHash('sha256').update(JSON.stringify(key)).digest('hex');
    const running = this.#running.get(hash);
    if (running) {
      return running as Promise<T>;
    }
    const reading = this.#read(hash, ttlMs, read).finally(() =>
      this.#running.delete(hash),
    );
    this.#running.set(hash, reading);
    return reading;
  }

  async #read<T>(
    hash: string,
    ttlMs: number,
    read: () => Promise<T>,
  ): Promise<T> {
    const known = await this.#cache.get<JsonValue>(hash);
    if (known !== undefined) {
      return known as T;
    }
    const value = await read();
    await this.#cache.set(hash, JSON.parse(JSON.stringify(value)), {
      ttl: ttlMs,
    });
    return value;
  }
}
