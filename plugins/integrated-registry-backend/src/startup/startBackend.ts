import { Router } from 'express';
import { Audit } from '../access';
import {
  DatabaseEncryptionKeyStore,
  learnBoundKeys,
  openKeyRing,
  reencryptCredentials,
} from '../credentials';
import { readConfiguredBindings, syncConfiguredBindings } from '../deploying';
import {
  DatabaseSuspensionStore,
  readConfiguredIntegrations,
  syncConfiguredIntegrations,
  tellOfChange,
  WorkspaceWatch,
} from '../integrations';
import { atMost, RateLimits } from '../platform';
import { createRouter, RunningRequests } from '../router';
import { BackendOptions } from './BackendOptions';
import { createDeploying } from './createDeploying';
import { createGates } from './createGates';
import { createRegistries } from './createRegistries';
import { createRoutes } from './createRoutes';
import { createWebhooks } from './createWebhooks';
import { readSettings } from './readSettings';
import { scheduleTasks } from './scheduleTasks';

/** Supervisors kill what has not ended ten seconds after SIGTERM: this and the next are less together. */
const SHUTDOWN_DEADLINE_MS = 7_000;
const CLOSE_MS = 1_000;
/** A million names are read in less. */
const READ_NAMES_MS = 20_000;

/** Puts the rooms together. */
export async function startBackend(options: BackendOptions): Promise<{
  router: Router;
  /** Lets what has been asked for be answered, while the rest of the portal still does its part. */
  beforeClose(): Promise<void>;
  close(): Promise<void>;
}> {
  const { config, logger, database, store, directory, providers } = options;
  const { targets } = options;
  const settings = readSettings(config);
  if (!settings.enforceRoles) {
    logger.warn(
      'integratedRegistry.workspaces.enforceRoles is false: nobody has a role, and the permission policy alone decides who sees, uses, changes and shares integrations. A policy that allows everything lets everybody do everything',
    );
  }
  const configured = readConfiguredIntegrations(config, providers);
  const configuredBindings = readConfiguredBindings(config, targets);
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

  const registries = createRegistries({ ...options, settings, cipher, audit });
  const { connector, health, crawler, repositories } = registries;
  const read = repositories
    .refreshSearch()
    .catch(error => logger.warn('Reading names for search failed', error));
  const deploying = createDeploying({
    ...options,
    settings,
    cipher,
    audit,
    connector,
    repositories,
  });
  const { reconciler, mintedCredentials } = deploying;
  await syncConfiguredBindings(configuredBindings, deploying.bindings);
  const gates = createGates({ ...options, settings, audit });
  const serverUrl = await options.discovery.getExternalBaseUrl(
    'integrated-registry',
  );
  const received = createWebhooks({
    ...options,
    ...registries,
    settings,
    cipher,
    audit,
    serverUrl,
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
    async reencrypt(signal) {
      await reencryptCredentials({ store, keys, cipher, logger }, signal);
      await deploying.reencryptPulls(signal);
      await received.reencryptWebhooks(signal);
    },
    reconcile: () => reconciler.look(),
    lookAfterMinted: () => mintedCredentials.look(),
    lookAfterWebhooks: () => received.lookAfterWebhooks(),
    refreshSearch: () => repositories.refreshSearch(),
    learnBoundKeys: () => learnBoundKeys({ keys, cipher }),
    watchWorkspaces: () => watch.look(),
  }).catch(error =>
    logger.error('Scheduling the background tasks failed', error),
  );

  // Who is sent here can search: until then, replicas that began before do.
  await atMost(READ_NAMES_MS, read);
  const running = new RunningRequests();
  return {
    router: createRouter({
      running,
      webhooks: received.webhookHandler,
      httpAuth: options.httpAuth,
      logger,
      gates,
      limits: new RateLimits(settings.limits),
      routes: createRoutes({
        ...options,
        ...registries,
        ...deploying,
        webhooks: received.webhooks,
        settings,
        keys,
        cipher,
        configured,
        gates,
        serverUrl,
      }),
    }),
    beforeClose: () => atMost(SHUTDOWN_DEADLINE_MS, running.settled()),
    async close() {
      const closed = Promise.all([
        crawler.close(),
        received.refresher.close(),
        health.close(),
        reconciler.close(),
        mintedCredentials.close(),
        tasks,
      ]);
      // Whoever still waits for a registry is answered now.
      connector.close();
      targets.close();
      await atMost(CLOSE_MS, closed);
    },
  };
}
