import {
  message,
  NewWebhook,
  Text,
  Webhook,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { AdmittedToIntegration } from '../access';
import { CredentialCipher } from '../credentials';
import {
  CallerOptions,
  callerRef,
  IntegrationStore,
  RegistryClients,
  StoredIntegration,
} from '../model';
import { RepositoryStore } from '../repository-index';
import { CallNotebook } from './CallNotebook';
import { DatabaseWebhookStore, StoredWebhook } from './DatabaseWebhookStore';
import { readEvents } from './events/readEvents';
import { namesOf } from './namesOf';
import { isPresented, PresentedSecret } from './presentedSecret';
import { RepositoryRefresher } from './RepositoryRefresher';
import { newSecret, secretOf, webhookBinding } from './webhookSecrets';

export interface WebhooksOptions {
  store: IntegrationStore;
  webhooks: DatabaseWebhookStore;
  notebook: CallNotebook;
  cipher: CredentialCipher;
  clients: RegistryClients;
  repositories: RepositoryStore;
  refresher: RepositoryRefresher;
  /** Where the backend is reached from outside. */
  serverUrl: string;
}

/** Repositories that one call may name; of a call with more a crawl finds what has changed. */
const MAX_REPORTED = 100;

/** The webhooks of integrations: their secrets, and the calls of registries. */
export class Webhooks {
  readonly #options: WebhooksOptions;
  /** Compared with where there is nothing, so that this takes its time too. */
  readonly #decoy: StoredWebhook;

  constructor(options: WebhooksOptions) {
    this.#options = options;
    this.#decoy = {
      encrypted: options.cipher.encrypt(webhookBinding(''), newSecret()),
      createdAt: '',
      createdBy: '',
    };
  }

  async get({ integration }: AdmittedToIntegration): Promise<Webhook> {
    const { webhooks, notebook } = this.#options;
    await notebook.write();
    return this.#present(integration.id, await webhooks.get(integration.id));
  }

  async renew(
    { integration: { id } }: AdmittedToIntegration,
    call: CallerOptions,
  ): Promise<NewWebhook> {
    const { webhooks, cipher } = this.#options;
    const secret = newSecret();
    await webhooks.setSecret(id, cipher.encrypt(webhookBinding(id), secret), {
      createdAt: new Date().toISOString(),
      createdBy: callerRef(call),
    });
    return { ...this.#present(id, await webhooks.get(id)), secret };
  }

  async remove({ integration }: AdmittedToIntegration): Promise<Webhook> {
    const { webhooks } = this.#options;
    await webhooks.removeSecret(integration.id);
    return this.#present(integration.id, await webhooks.get(integration.id));
  }

  /**
   * Whose call it is, if it came with the secret. The same is read and computed whether there is such an
   * integration or not.
   *
   * @param body - undefined where it was not read; then nothing can be signed
   */
  async admit(
    id: string,
    presented: PresentedSecret | undefined,
    body: Buffer | undefined,
  ): Promise<StoredIntegration | undefined> {
    const { store, webhooks, cipher } = this.#options;
    const [integration, webhook] = await Promise.all([
      store.get(id),
      webhooks.get(id),
    ]);
    const secret =
      webhook?.encrypted && secretOf(cipher, id, webhook.encrypted);
    const decoy = secretOf(cipher, '', this.#decoy.encrypted!) ?? '';
    const matches = isPresented(
      presented ?? { candidates: ['', '', '', ''], signature: '' },
      secret ?? decoy,
      body,
    );
    if (
      integration &&
      integration.suspendedSince === undefined &&
      secret !== undefined &&
      matches
    ) {
      return integration;
    }
    if (integration && webhook) {
      this.refuse(id, reasonAgainst(integration, webhook, secret, presented));
    }
    return undefined;
  }

  /** Notes why a call was refused. */
  refuse(id: string, reason: Text): void {
    this.#options.notebook.add(id, {
      lastRefused: { at: new Date().toISOString(), reason },
    });
  }

  /**
   * Marks what a call has named as changed, and has it looked at. What is not parsed, because it is too
   * large, is left to a crawl.
   *
   * @param body - parsed JSON; undefined where it is too large
   */
  async receive(
    integration: StoredIntegration,
    body: unknown,
  ): Promise<number> {
    const { webhooks, notebook, refresher } = this.#options;
    const { id } = integration;
    const reported = [
      ...new Map(
        readEvents(body).map(one => [JSON.stringify(one), one]),
      ).values(),
    ];
    const names = await this.#namesOf(
      integration,
      reported.slice(0, MAX_REPORTED),
    );
    const now = new Date();
    if (names.size > 0) {
      await webhooks.report(id, names, now);
    } else {
      notebook.add(id, { lastEventAt: now.toISOString() });
    }
    await refresher.refresh(id, names);
    if (body === undefined || reported.length > MAX_REPORTED) {
      await refresher.crawlSoon(id);
    }
    return names.size;
  }

  async #namesOf(
    integration: StoredIntegration,
    reported: Parameters<typeof namesOf>[0],
  ): Promise<Set<string>> {
    const { clients, repositories } = this.#options;
    const hasKeys = reported.some(one => 'key' in one);
    return namesOf(reported, {
      integration,
      // Without a client nothing can be looked at either: which name is the right one does not matter.
      client: hasKeys ? await clients.get(integration).catch(() => ({})) : {},
      projects: hasKeys ? await repositories.projects(integration.id) : [],
    });
  }

  #present(id: string, webhook: StoredWebhook | undefined): Webhook {
    const { lastRefused, encrypted } = webhook ?? {};
    return {
      active: encrypted !== undefined,
      address: `${this.#options.serverUrl}/webhooks/${id}`,
      ...(webhook &&
        encrypted && {
          createdAt: webhook.createdAt,
          createdBy: webhook.createdBy,
        }),
      ...(webhook?.lastEventAt && { lastEventAt: webhook.lastEventAt }),
      ...(lastRefused && {
        lastRefused: worded({
          at: lastRefused.at,
          message: lastRefused.reason,
        }),
      }),
    };
  }
}

function reasonAgainst(
  { suspendedSince }: StoredIntegration,
  { encrypted }: StoredWebhook,
  secret: string | undefined,
  presented: PresentedSecret | undefined,
): Text {
  if (suspendedSince) {
    return message('WEBHOOK_SUSPENDED');
  }
  if (!encrypted) {
    return message('WEBHOOK_NO_SECRET');
  }
  if (secret === undefined) {
    return message('WEBHOOK_SECRET_UNREADABLE');
  }
  return message(presented ? 'WEBHOOK_SECRET_WRONG' : 'WEBHOOK_SECRET_MISSING');
}
