import { isError } from '@backstage/errors';
import { HealthMonitor, NOT_SUSPENDED, RepositoryCrawler } from '../model';
import { atMost } from '../platform';
import { retryCrawls } from '../repository-index';
import { BackendOptions } from './BackendOptions';
import { Settings } from './readSettings';

export interface TaskOptions extends BackendOptions {
  health: HealthMonitor;
  crawler: RepositoryCrawler;
  /** Brings passwords to the current encryption key. */
  reencrypt(signal?: AbortSignal): Promise<void>;
  /** Hears that another replica has bound the last password that was not. */
  learnBoundKeys(): Promise<void>;
  /** Suspends what belongs to nobody any more. */
  watchWorkspaces(): Promise<void>;
  /** Keeps pull secrets as they have to be. */
  reconcile(): Promise<void>;
  /** Renews pull credentials that the portal has made, and revokes those that are no longer wanted. */
  lookAfterMinted(): Promise<void>;
  /** Follows up what registries have reported. */
  lookAfterWebhooks(): Promise<void>;
  /** Reads what other replicas have changed in the repository index. */
  refreshSearch(): Promise<void>;
  settings: Settings;
  /** Integrations that are not what they were before this start. */
  changed: readonly string[];
}

/** Registries that are looked at side by side: a slow one must not keep the others waiting. */
const SIDE_BY_SIDE = 8;
/** The next crawl waits so long for one before it. */
const CRAWL_MS = 5_000;

/** Schedules what runs in the background: health checks, crawls, re-encryption, pull secrets, the watch over workspaces. */
export async function scheduleTasks(options: TaskOptions): Promise<void> {
  const { scheduler, store, health, crawler, settings, changed } = options;
  await scheduler.scheduleTask({
    id: 'integrated-registry-health',
    ...settings.healthSchedule,
    scope: 'global',
    fn: signal =>
      forEach(options, signal, async id => {
        await health.check(id, { signal });
      }),
  });
  // A registry that is well again is used again within half a minute, whatever the schedules are.
  await scheduler.scheduleTask({
    id: 'integrated-registry-recovery',
    frequency: { seconds: 5 },
    timeout: { minutes: 1 },
    initialDelay: { seconds: 5 },
    scope: 'global',
    fn: async () => {
      const all = await store.list({ filter: NOT_SUSPENDED });
      await health.recheck(all);
      await retryCrawls(crawler, all);
    },
  });
  await scheduler.scheduleTask({
    id: 'integrated-registry-crawl',
    ...settings.crawlSchedule,
    scope: 'global',
    fn: signal => {
      // What a backend left that ended, or an integration that went from the configuration.
      crawler.sweep();
      return forEach(options, signal, async id => {
        await crawler.start(id);
        // Hundreds at once would take memory, and tell of themselves every second.
        await atMost(CRAWL_MS, crawler.ended(id));
      });
    },
  });
  // What another replica began and did not end; whoever still crawls has the lease. Each replica looks
  // for itself: a task they share would wait for the one that has died in the middle of it.
  await scheduler.scheduleTask({
    id: 'integrated-registry-crawl-resumption',
    frequency: { seconds: 5 },
    timeout: { seconds: 30 },
    initialDelay: { seconds: 5 },
    scope: 'local',
    fn: () => crawler.resumeAbandoned(),
  });
  // Each replica holds the names of all repositories, and begins to read them when it starts.
  await scheduler.scheduleTask({
    id: 'integrated-registry-search',
    frequency: { seconds: 5 },
    timeout: { minutes: 10 },
    scope: 'local',
    fn: () => options.refreshSearch(),
  });
  await scheduler.scheduleTask({
    id: 'integrated-registry-reencryption',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    initialDelay: { seconds: 1 },
    // After each start of each replica: a task they share goes on with its schedule where it stood,
    // and the key may have changed since. Two that meet leave each other's work as it is.
    scope: 'local',
    fn: signal => options.reencrypt(signal),
  });
  await scheduler.scheduleTask({
    id: 'integrated-registry-credential-binding',
    frequency: { minutes: 1 },
    timeout: { minutes: 1 },
    initialDelay: { minutes: 1 },
    scope: 'local',
    fn: () => options.learnBoundKeys(),
  });
  await scheduler.scheduleTask({
    id: 'integrated-registry-workspaces',
    frequency: { minutes: 1 },
    timeout: { minutes: 1 },
    initialDelay: { minutes: 1 },
    scope: 'global',
    fn: () => options.watchWorkspaces(),
  });
  // What goes into pull secrets is followed within ten seconds, whoever has changed it.
  await scheduler.scheduleTask({
    id: 'integrated-registry-pull-secrets',
    frequency: { seconds: 5 },
    timeout: { minutes: 1 },
    initialDelay: { seconds: 5 },
    scope: 'global',
    fn: () => options.reconcile(),
  });
  await scheduler.scheduleTask({
    id: 'integrated-registry-minted-credentials',
    frequency: { seconds: 10 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 5 },
    scope: 'global',
    fn: () => options.lookAfterMinted(),
  });
  // Each replica has taken calls of its own.
  await scheduler.scheduleTask({
    id: 'integrated-registry-webhooks',
    frequency: { seconds: 5 },
    timeout: { minutes: 1 },
    initialDelay: { seconds: 5 },
    scope: 'local',
    fn: () => options.lookAfterWebhooks(),
  });
  crawler.sweep();
  // What has never been crawled, not to the end, or not as it is now does not wait for the schedule.
  for (const { id, repositoryIndex } of await store.list({
    filter: NOT_SUSPENDED,
  })) {
    const isChanged = changed.includes(id);
    if (repositoryIndex.state === 'never' || isChanged) {
      await health.begin(id);
    }
    if (['never', 'crawling'].includes(repositoryIndex.state) || isChanged) {
      await crawler.start(id);
    }
  }
}

async function forEach(
  { store, logger }: TaskOptions,
  signal: AbortSignal,
  action: (integrationId: string) => Promise<void>,
): Promise<void> {
  const waiting = (await store.list({ filter: NOT_SUSPENDED })).map(
    ({ id }) => id,
  );
  const work = async () => {
    while (!signal.aborted) {
      const id = waiting.shift();
      if (id === undefined) {
        return;
      }
      try {
        await action(id);
      } catch (error) {
        logger.warn(
          `Looking after the integration ${id} failed: ${
            isError(error) ? error.message : 'unknown error'
          }`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
}
