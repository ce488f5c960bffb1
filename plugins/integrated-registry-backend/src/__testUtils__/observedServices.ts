import { CacheService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject, JsonValue } from '@backstage/types';
import { SecretNet } from 'registry-simulator';
import { inspect } from 'node:util';

/** What was written down by the auditor. */
export interface AuditedEvent {
  eventId: string;
  status: 'succeeded' | 'failed';
  severityLevel?: string;
  /** The header by which the caller has identified; absent where the portal acts by itself. */
  who?: string;
  meta: JsonObject;
  error?: string;
}

/**
 * Services of the platform that remember what is said to them, and have a net look through it for
 * secrets.
 */
export function observedServices(net: SecretNet) {
  const logged: string[] = [];
  const audited: string[] = [];
  const events: AuditedEvent[] = [];

  const log = (level: string) => (message: string, meta?: unknown) => {
    net.inspect('a log', [message, meta]);
    logged.push(`${level} ${message} ${inspect(meta ?? {})}`);
  };
  const levels = {
    error: log('error'),
    warn: log('warn'),
    info: log('info'),
    debug: log('debug'),
  };
  const logger = { ...levels, child: () => logger };

  const audit = (line: string, said: unknown) => {
    net.inspect('an audit event', said);
    audited.push(line);
  };

  return {
    logged,
    audited,
    events,
    features: [
      mockServices.logger.mock(logger).factory,
      mockServices.rootLogger.mock(logger).factory,
      mockServices.auditor.mock({
        createEvent: async event => {
          const { request, meta = {}, ...told } = event;
          audit(JSON.stringify({ ...told, meta }), { ...told, meta });
          const who = request?.headers.authorization;
          return {
            success: async options => {
              audit(`success ${JSON.stringify(options ?? {})}`, options);
              events.push({
                ...told,
                status: 'succeeded',
                meta: { ...meta, ...options?.meta },
                who,
              });
            },
            fail: async options => {
              const { name, message } = options.error;
              audit(`fail ${name} ${message}`, options);
              events.push({
                ...told,
                status: 'failed',
                meta: { ...meta, ...options.meta },
                error: `${name}: ${message}`,
                who,
              });
            },
          };
        },
      }).factory,
    ],
  };
}

/** A cache that is looked through, and forgets in time, as the platform's own does. */
export function createCache(net: SecretNet): CacheService {
  const entries = new Map<string, { text: string; until: number }>();
  const cache: CacheService = {
    async get<T extends JsonValue>(key: string) {
      const entry = entries.get(key);
      return entry && entry.until > Date.now()
        ? (JSON.parse(entry.text) as T)
        : undefined;
    },
    async set(key, value, options) {
      const text = JSON.stringify(value);
      net.inspect('the cache', `${key} ${text}`);
      const { ttl } = options ?? {};
      const until = typeof ttl === 'number' ? Date.now() + ttl : Infinity;
      entries.set(key, { text, until });
    },
    async delete(key) {
      entries.delete(key);
    },
    withOptions: () => cache,
  };
  return cache;
}
