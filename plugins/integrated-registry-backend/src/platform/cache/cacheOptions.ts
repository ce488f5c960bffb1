import { CacheManager } from '@backstage/backend-defaults/cache';
import {
  CacheService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';

/**
 * Opens the cache service of the plugin anew; undefined where it recovers by itself.
 *
 * Backstage's client of Redis does not: nobody listens to its errors, so that a lost connection ends in an
 * uncaught exception before the client connects again, and from then on it keeps every call waiting.
 */
export function cacheReopening(
  config: RootConfigService,
  logger: LoggerService,
): (() => CacheService) | undefined {
  return config.getOptionalString('backend.cache.store') === 'redis'
    ? () =>
        CacheManager.fromConfig(config, { logger }).forPlugin(
          'integrated-registry',
        )
    : undefined;
}
