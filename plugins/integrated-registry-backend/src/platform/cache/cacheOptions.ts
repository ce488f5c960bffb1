import { CacheManager } from '@backstage/backend-defaults/cache';
import {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { RegistryCacheOptions } from './RegistryCache';

/**
 * What is to be known of the cache service of the portal.
 *
 * Backstage's client of Redis does not recover: nobody listens to its errors, so that a lost connection ends in an
 * uncaught exception before the client connects again, and from then on it keeps every call waiting.
 */
export function cacheOptions(
  config: RootConfigService,
  logger: LoggerService,
): RegistryCacheOptions {
  const store = config.getOptionalString('backend.cache.store') ?? 'memory';
  return {
    inProcess: store === 'memory',
    ...(store === 'redis' && {
      reopen: () =>
        CacheManager.fromConfig(config, { logger }).forPlugin(
          'integrated-registry',
        ),
    }),
  };
}
