import { version } from '../../package.json';
import {
  CallerResolver,
  Gates,
  Routes,
  workspaceRoutes,
  WorkspaceService,
} from '../access';
import { ConnectionTester, TestedConnections } from '../connections';
import {
  credentialRoutes,
  DatabaseEncryptionKeyStore,
  openKeyRing,
} from '../credentials';
import {
  deployingRoutes,
  NamespaceBindings,
  PullCredentials,
} from '../deploying';
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
import { cacheOptions, RegistryCache } from '../platform';
import { contractRoutes } from '../router';
import { webhookRoutes } from '../webhooks';
import { BackendOptions } from './BackendOptions';
import { createDeploying } from './createDeploying';
import { createRegistries } from './createRegistries';
import { createWebhooks } from './createWebhooks';
import { Settings } from './readSettings';

export interface RoutesOptions
  extends BackendOptions,
    ReturnType<typeof createRegistries>,
    ReturnType<typeof createDeploying>,
    Pick<ReturnType<typeof createWebhooks>, 'webhooks'> {
  keys: DatabaseEncryptionKeyStore;
  cipher: Awaited<ReturnType<typeof openKeyRing>>;
  configured: ConstructorParameters<typeof ConfiguredPlaces>[0];
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
    cacheOptions(options.config, options.logger),
  );
  return {
    ...contractRoutes({ version, serverUrl }),
    ...workspaceRoutes(new WorkspaceService({ ...options, ...gates })),
    ...credentialRoutes(keys, cipher),
    ...routesOfIntegrations({ ...options, cache }),
    ...routesOfImages({ ...options, cache }),
    ...routesOfDeploying(options),
    ...webhookRoutes(options.webhooks),
  };
}

function routesOfDeploying(options: RoutesOptions) {
  const { settings, gates, bindings } = options;
  const all = { ...options, ...gates };
  return deployingRoutes({
    bindings,
    namespaces: new NamespaceBindings({
      ...all,
      secretName: settings.pullSecretName,
    }),
    credentials: new PullCredentials({
      ...all,
      expiryWarningDays: settings.expiryWarningDays,
      deadlineMs: settings.interactiveDeadlineMs,
    }),
  });
}

type Options = Omit<RoutesOptions, 'cache'> & { cache: RegistryCache };

function routesOfIntegrations(options: Options) {
  const { store, cipher, cache, providers, settings, gates } = options;
  const { connector, configured } = options;
  const tester = new SettingsTester({
    connector,
    tester: new ConnectionTester({
      connector,
      providers,
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
      cipher,
      expiryWarningDays: settings.expiryWarningDays,
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
