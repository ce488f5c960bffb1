import { CacheService, LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';

/**
 * A cache service that does not answer within this time fails, and is not asked again for a while:
 * clients of Redis wait for ever where it is down. Then it is opened anew, where that is possible.
 */
const CACHE_PATIENCE_MS = 1_000;
const CACHE_PAUSE_MS = 10_000;

/** A cache service whose failures break nothing: nothing is found in it then, or kept. */
export class PatientCache {
  #cache: CacheService;
  readonly #reopen?: () => CacheService;
  readonly #logger: LoggerService;
  #failedAt = -CACHE_PAUSE_MS;

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

  get(key: string): Promise<string | undefined> {
    return this.#try(() => this.#cache.get<string>(key));
  }

  /** @param ttl - in milliseconds */
  async set(key: string, text: string, ttl: number): Promise<void> {
    await this.#try(() => this.#cache.set(key, text, { ttl }));
  }

  async delete(key: string): Promise<void> {
    await this.#try(() => this.#cache.delete(key));
  }

  async #try<T>(call: () => Promise<T>): Promise<T | undefined> {
    if (performance.now() - this.#failedAt < CACHE_PAUSE_MS) {
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
      this.#failedAt = performance.now();
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
