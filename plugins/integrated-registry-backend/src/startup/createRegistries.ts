import { Audit } from '../access';
import { IntegrationConnector } from '../connections';
import { CredentialCipher } from '../credentials';
import { RegistryHealthMonitor } from '../health';
import { RegistryBudgets } from '../platform';
import {
  DatabaseCrawlPageStore,
  DatabaseCrawlStore,
  DatabaseRepositoryStore,
  IndexingRepositoryCrawler,
} from '../repository-index';
import { BackendOptions } from './BackendOptions';
import { Settings } from './readSettings';

export interface RegistriesOptions extends BackendOptions {
  cipher: CredentialCipher;
  audit: Audit;
  settings: Settings;
}

/** What speaks with registries, checks and crawls them. */
export function createRegistries(options: RegistriesOptions) {
  const { logger, database, store, audit, settings } = options;
  const budgets = new RegistryBudgets(settings.registryLimits);
  const connector = new IntegrationConnector({
    ...options,
    budgets,
    checkDeadlineMs: settings.interactiveDeadlineMs,
  });
  const health = new RegistryHealthMonitor({
    store,
    clients: connector,
    logger,
    loginFailed: ({ id, workspace, url }, { message }) =>
      audit.loginFailure({ workspace, integrationId: id, url }, message),
  });
  const crawls = new DatabaseCrawlStore(database);
  const repositories = new DatabaseRepositoryStore(database, logger);
  const crawler = new IndexingRepositoryCrawler({
    store,
    repositories,
    crawls,
    pages: new DatabaseCrawlPageStore(database),
    clients: connector,
    checkHealth: id => health.check(id),
    maxRepositories: settings.maxRepositories,
    keepMs: settings.keepDays * 24 * 60 * 60_000,
    logger,
  });
  health.tellRecoveriesTo(
    async ({ id, repositoryIndex, health: { failure } }) => {
      if (failure?.code === 'TIMED_OUT') {
        // What still hangs is not waited for; who asks for the same asks anew.
        connector.forget(id);
      }
      // A crawl that failed with the registry goes on with it.
      if (repositoryIndex.state === 'failed') {
        await crawler.start(id);
      }
    },
  );
  budgets.tellBackOffsTo((registry, until) => {
    health
      .reportBackOff(registry, until)
      .catch(error =>
        logger.error(`Noting that ${registry} is busy failed`, error),
      );
  });
  return { connector, health, repositories, crawls, crawler };
}
