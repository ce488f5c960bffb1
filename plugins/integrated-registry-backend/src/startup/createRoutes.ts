import {
  CacheService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { version } from '../../package.json';
import {
  CallerResolver,
  Gates,
  Routes,
  workspaceRoutes,
  WorkspaceService,
} from '../access';
import {
  ConnectionTester,
  IntegrationConnector,
  TestedConnections,
} from '../connections';
import {
  CredentialLife,
  credentialRoutes,
  DatabaseEncryptionKeyStore,
  openKeyRing,
} from '../credentials';
import {
  DatabaseImageUseStore,
  ImageBrowser,
  ImageMatcher,
  ImageResolver,
  imageRoutes,
  ImageSearch,
  ImageUses,
  InteractiveDeadline,
} from '../images';
import {
  ConfiguredPlaces,
  ConnectionTests,
  IntegrationPresenter,
  integrationRoutes,
  IntegrationService,
  SettingsTester,
} from '../integrations';
import { HealthMonitor, IntegrationStore, RepositoryCrawler } from '../model';
import { cacheReopening, Database, RegistryCache } from '../platform';
import { ProviderRegistry } from '../providers';
import { RepositoryStore } from '../repository-index';
import { contractRoutes } from '../router';
import { Settings } from './readSettings';

export interface RoutesOptions {
  cache: CacheService;
  config: RootConfigService;
  logger: LoggerService;
  database: Database;
  store: IntegrationStore;
  providers: ProviderRegistry;
  keys: DatabaseEncryptionKeyStore;
  cipher: Awaited<ReturnType<typeof openKeyRing>>;
  configured: ConstructorParameters<typeof ConfiguredPlaces>[0];
  connector: IntegrationConnector;
  health: HealthMonitor;
  crawler: RepositoryCrawler;
  repositories: RepositoryStore;
  gates: Gates & { callers: CallerResolver };
  settings: Settings;
  serverUrl: string;
}

/** The routes of all rooms, and the services behind them. */
export function createRoutes(options: RoutesOptions): Routes {
  const { gates, cipher, keys, serverUrl } = options;
  const cache = new RegistryCache(
    options.cache,
    options.logger,
    cacheReopening(options.config, options.logger),
  );
  return {
    ...contractRoutes({ version, serverUrl }),
    ...workspaceRoutes(new WorkspaceService({ ...options, ...gates })),
    ...credentialRoutes(keys, cipher),
    ...routesOfIntegrations({ ...options, cache }),
    ...routesOfImages({ ...options, cache }),
  };
}

type Options = Omit<RoutesOptions, 'cache'> & { cache: RegistryCache };

function routesOfIntegrations(options: Options) {
  const { store, cipher, cache, providers, settings, gates } = options;
  const { connector, configured } = options;
  const tester = new SettingsTester({
    connector,
    tester: new ConnectionTester({
      connector,
      tested: new TestedConnections({ cache, cipher }),
      deadlineMs: settings.interactiveDeadlineMs,
    }),
    loginRefused: (target, { message }, call) =>
      gates.audit.loginFailure({ ...target }, message, call),
  });
  return integrationRoutes({
    providers,
    service: new IntegrationService({
      ...options,
      tester,
      places: new ConfiguredPlaces(configured),
    }),
    tests: new ConnectionTests({ store, providers, tester }),
    presenter: new IntegrationPresenter({
      policy: gates.policy,
      life: new CredentialLife({
        cipher,
        warningDays: settings.expiryWarningDays,
      }),
    }),
  });
}

function routesOfImages(options: Options) {
  const { database, connector, health, cache, settings } = options;
  const { repositories } = options;
  const uses = new DatabaseImageUseStore(database, settings.imageUseLimits);
  const matcher = new ImageMatcher(repositories);
  const browser = new ImageBrowser({
    clients: connector,
    health,
    cache,
    interactive: new InteractiveDeadline({
      health,
      deadlineMs: settings.interactiveDeadlineMs,
    }),
  });
  return imageRoutes({
    browser,
    search: new ImageSearch({ repositories, uses }),
    resolver: new ImageResolver({ browser, matcher }),
    uses: new ImageUses(uses, matcher),
  });
}
