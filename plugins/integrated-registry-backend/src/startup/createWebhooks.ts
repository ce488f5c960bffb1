import { Audit } from '../access';
import { openKeyRing } from '../credentials';
import {
  CallNotebook,
  DatabaseWebhookStore,
  reencryptWebhooks,
  RefusalLimit,
  RepositoryRefresher,
  webhookHandler,
  Webhooks,
} from '../webhooks';
import { BackendOptions } from './BackendOptions';
import { createRegistries } from './createRegistries';
import { Settings } from './readSettings';

export interface WebhooksOptions
  extends BackendOptions,
    ReturnType<typeof createRegistries> {
  cipher: Awaited<ReturnType<typeof openKeyRing>>;
  audit: Audit;
  settings: Settings;
  serverUrl: string;
}

/** What takes the calls of registries, and looks at what they report. */
export function createWebhooks(options: WebhooksOptions) {
  const { database, connector, cipher, audit, settings } = options;
  const stored = new DatabaseWebhookStore(database);
  const notebook = new CallNotebook(stored);
  const refresher = new RepositoryRefresher({
    ...options,
    webhooks: stored,
    clients: connector,
    maxRepositories: settings.maxRepositories,
    looksPerMinute: settings.webhookLimits.looks,
  });
  const webhooks = new Webhooks({
    ...options,
    webhooks: stored,
    notebook,
    refresher,
    clients: connector,
  });
  return {
    webhooks,
    refresher,
    webhookHandler: webhookHandler({
      webhooks,
      audit,
      limit: new RefusalLimit(settings.webhookLimits.refused),
    }),
    /** Writes down what has come in, and begins crawls that have become due. */
    async lookAfterWebhooks() {
      await notebook.write();
      await refresher.startDueCrawls();
    },
    reencryptWebhooks: (signal?: AbortSignal) =>
      reencryptWebhooks({ webhooks: stored, cipher }, signal),
  };
}
