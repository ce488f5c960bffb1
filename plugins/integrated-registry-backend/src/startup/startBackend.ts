import {
  AuditorService,
  AuthService,
  CacheService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NetworkPolicy } from 'backstage-plugin-integrated-registry-node';
import { Router } from 'express';
import { setTimeout as sleep } from 'node:timers/promises';
import { version } from '../../package.json';
import {
  AccessPolicy,
  Audit,
  AuthorizedWorkspaceService,
  believingTokens,
  CallerResolver,
  IntegrationGate,
  Memberships,
  rememberAnswers,
  WorkspaceDirectory,
  WorkspaceGate,
} from '../access';
import {
  ConnectionTester,
  IntegrationConnector,
  TestedConnections,
} from '../connections';
import {
  AuthorizedEncryptionKeys,
  CredentialLife,
  DatabaseEncryptionKeyStore,
  learnBoundKeys,
  openKeyRing,
  reencryptCredentials,
} from '../credentials';
import { RegistryHealthMonitor } from '../health';
import {
  AuthorizedImageBrowser,
  AuthorizedImageService,
  DatabaseImageUseStore,
  InteractiveDeadline,
  LimitedImageService,
  RegistryImageBrowser,
  RegistryImageService,
} from '../images';
import {
  AuthorizedIntegrationService,
  AuthorizedProviderService,
  ConfiguredPlaces,
  DatabaseSuspensionStore,
  DefaultIntegrationService,
  LimitedIntegrationService,
  LoginFailureAudit,
  readConfiguredIntegrations,
  syncConfiguredIntegrations,
  tellOfChange,
  WorkspaceWatch,
} from '../integrations';
import { IntegrationStore } from '../model';
import {
  cacheReopening,
  Database,
  RateLimits,
  RegistryBudgets,
  RegistryCache,
} from '../platform';
import { ProviderRegistry } from '../providers';
import {
  DatabaseCrawlPageStore,
  DatabaseCrawlStore,
  DatabaseRepositoryStore,
  IndexingRepositoryCrawler,
} from '../repository-index';
import {
  createRouter,
  imageHandlers,
  integrationHandlers,
  RunningRequests,
  workspaceHandlers,
} from '../router';
import { readSettings } from './readSettings';
import { scheduleTasks } from './scheduleTasks';

/** Supervisors kill what has not ended ten seconds after SIGTERM: this and the next are less together. */
const SHUTDOWN_DEADLINE_MS = 7_000;
const CLOSE_MS = 1_000;

export interface BackendOptions {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  cache: CacheService;
  config: RootConfigService;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
  userInfo: UserInfoService;
  database: Database;
  store: IntegrationStore;
  directory: WorkspaceDirectory;
  providers: ProviderRegistry;
  networkPolicy: NetworkPolicy;
}

/** Puts the rooms together: router, authorization, services, stores. */
export async function startBackend(options: BackendOptions): Promise<{
  router: Router;
  /** Lets what has been asked for be answered, while the rest of the portal still does its part. */
  beforeClose(): Promise<void>;
  close(): Promise<void>;
}> {
  const { config, logger, database, store, directory, providers } = options;
  const settings = readSettings(config);
  if (!settings.enforceRoles) {
    logger.warn(
      'integratedRegistry.workspaces.enforceRoles is false: nobody has a role, and the permission policy alone decides who sees, uses, changes and shares integrations. A policy that allows everything lets everybody do everything',
    );
  }
  const configured = readConfiguredIntegrations(config, providers);
  const audit = new Audit(options.auditor);
  const keys = new DatabaseEncryptionKeyStore(database);
  const cipher = await openKeyRing({
    config,
    logger,
    store: keys,
    environment: process.env.NODE_ENV,
  });
  const changed: string[] = [];
  await syncConfiguredIntegrations({
    integrations: configured,
    store,
    cipher,
    changed: async change => {
      changed.push(change.integrationId);
      await tellOfChange(change, { logger, audit });
    },
  });

  const budgets = new RegistryBudgets(settings.registryLimits);
  const connector = new IntegrationConnector({
    ...options,
    cipher,
    budgets,
    checkDeadlineMs: settings.interactiveDeadlineMs,
  });
  const health = new RegistryHealthMonitor({
    store,
    clients: connector,
    logger,
    loginFailed: ({ id, workspace, url }, { message }) =>
      audit.failure(
        {
          eventId: 'login-failure',
          meta: { workspace, integrationId: id, url },
        },
        new Error(message),
        {},
      ),
  });
  const repositories = new DatabaseRepositoryStore(database);
  const crawler = new IndexingRepositoryCrawler({
    store,
    repositories,
    crawls: new DatabaseCrawlStore(database),
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
  const uses = new DatabaseImageUseStore(database, settings.imageUseLimits);
  const cache = new RegistryCache(
    options.cache,
    logger,
    cacheReopening(config, logger),
  );
  const browser = new RegistryImageBrowser({
    repositories,
    uses,
    clients: connector,
    health,
    cache,
    interactive: new InteractiveDeadline({
      health,
      deadlineMs: settings.interactiveDeadlineMs,
    }),
  });

  const presentMemberships =
    settings.membership === 'token'
      ? believingTokens
      : new Memberships(options);
  const { permissions, userInfo, memberships } = rememberAnswers(
    { ...options, memberships: presentMemberships },
    settings.permissionsMaxAgeMs,
  );
  const callers = new CallerResolver({
    ...options,
    ...settings,
    userInfo,
    memberships,
    presentMemberships,
  });
  const policy = new AccessPolicy({
    callers,
    directory,
    permissions,
    getPermissionRuleset: resourceRef =>
      options.permissionsRegistry.getPermissionRuleset(resourceRef),
    enforceRoles: settings.enforceRoles,
  });
  const limits = new RateLimits(settings.limits);
  const gates = {
    workspaces: new WorkspaceGate({ policy, store, directory }),
    integrations: new IntegrationGate({ policy, store }),
  };
  const integrations = new AuthorizedIntegrationService({
    inner: new LimitedIntegrationService(
      new LoginFailureAudit(
        new DefaultIntegrationService({
          store,
          cipher,
          providers,
          connector,
          health,
          crawler,
          tester: new ConnectionTester({
            connector,
            tested: new TestedConnections({ cache, cipher }),
            deadlineMs: settings.interactiveDeadlineMs,
          }),
          places: new ConfiguredPlaces(configured),
          life: new CredentialLife({
            cipher,
            warningDays: settings.expiryWarningDays,
          }),
        }),
        store,
        audit,
      ),
      limits,
    ),
    ...gates,
    policy,
    directory,
    audit,
  });

  const watch = new WorkspaceWatch({
    suspensions: new DatabaseSuspensionStore(options.database),
    directory,
    logger,
    graceMs: settings.workspaceGraceMs,
  });

  // Crawls need not be over, nor registries answer, before the backend is ready.
  const tasks = scheduleTasks({
    ...options,
    health,
    crawler,
    settings,
    changed,
    reencrypt: signal =>
      reencryptCredentials({ store, keys, cipher, logger }, signal),
    learnBoundKeys: () => learnBoundKeys({ keys, cipher }),
    watchWorkspaces: () => watch.look(),
  }).catch(error =>
    logger.error('Scheduling the background tasks failed', error),
  );

  const running = new RunningRequests();
  return {
    router: createRouter({
      running,
      httpAuth: options.httpAuth,
      logger,
      handlers: {
        ...integrationHandlers(integrations),
        ...imageHandlers(
          new AuthorizedImageBrowser({ inner: browser, ...gates, audit }),
          new AuthorizedImageService({
            inner: new LimitedImageService(
              new RegistryImageService({ browser, repositories, uses }),
              limits,
            ),
            policy,
            directory,
            ...gates,
            audit,
          }),
        ),
        listEncryptionKeys: (_, caller) =>
          new AuthorizedEncryptionKeys({
            policy,
            keys,
            cipher,
            audit,
          }).list(caller),
        ...workspaceHandlers({
          workspaces: new AuthorizedWorkspaceService({
            callers,
            policy,
            store,
            directory,
            providers,
            audit,
          }),
          providers: new AuthorizedProviderService({
            providers,
            policy,
            audit,
          }),
          version,
          serverUrl: await options.discovery.getExternalBaseUrl(
            'integrated-registry',
          ),
        }),
      },
    }),
    beforeClose: () => atMost(SHUTDOWN_DEADLINE_MS, running.settled()),
    async close() {
      const closed = Promise.all([crawler.close(), health.close(), tasks]);
      // Whoever still waits for a registry is answered now.
      connector.close();
      await atMost(CLOSE_MS, closed);
    },
  };
}

async function atMost(
  milliseconds: number,
  work: Promise<unknown>,
): Promise<void> {
  await Promise.race([work, sleep(milliseconds, undefined, { ref: false })]);
}
