import {
  CreateIntegrationRequest,
  IntegrationList,
  IntegrationListQuery,
  message,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import { randomUUID } from 'node:crypto';
import { AdmittedToIntegration, AdmittedToIntegrations } from '../access';
import {
  IntegrationConnector,
  TriedConnection,
  withImageHostProof,
} from '../connections';
import { CredentialCipher } from '../credentials';
import {
  CallerOptions,
  callerRef,
  HealthMonitor,
  inputError,
  IntegrationStore,
  notFoundError,
  RepositoryCrawler,
  StoredIntegration,
} from '../model';
import { decodeCursor, encodeCursor } from '../platform';
import { ProviderRegistry } from '../providers';
import { ConfiguredPlaces } from './configured/ConfiguredPlaces';
import { credentialAfter } from './credentialAfter';
import {
  changedSettings,
  expiryChange,
  newSettings,
  touchesConnection,
} from './integrationSettings';
import { versionOf } from './presentIntegration';
import { refuseTakenName } from './refuseTakenName';
import { SettingsTester } from './SettingsTester';

export interface IntegrationServiceOptions {
  store: IntegrationStore;
  cipher: CredentialCipher;
  providers: ProviderRegistry;
  connector: IntegrationConnector;
  health: HealthMonitor;
  crawler: RepositoryCrawler;
  tester: SettingsTester;
  places: ConfiguredPlaces;
}

/** Integrations, and what is done with them by those who were let in. */
export class IntegrationService {
  readonly #options: IntegrationServiceOptions;

  constructor(options: IntegrationServiceOptions) {
    this.#options = options;
  }

  async list(
    { filter, inside }: AdmittedToIntegrations,
    query: IntegrationListQuery,
  ): Promise<Omit<IntegrationList, 'items'> & { items: StoredIntegration[] }> {
    const { store } = this.#options;
    const cursor = query.cursor && decodeCursor(query.cursor, 2);
    const found = await store.list({
      filter,
      ...(query.q && { search: { text: query.q, addressFilter: inside } }),
      limit: query.limit + 1,
      ...(cursor && { after: { name: cursor[0], id: cursor[1] } }),
    });
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items,
      ...(found.length > items.length &&
        last && { nextCursor: encodeCursor([last.name, last.id]) }),
      complete: true,
      asOf: new Date().toISOString(),
    };
  }

  /** @throws InputError, ConflictError, ConnectionTestFailedError */
  async create(
    request: CreateIntegrationRequest,
    call: CallerOptions & { verify: boolean },
  ): Promise<StoredIntegration> {
    const { store, cipher, providers, tester } = this.#options;
    const provider = providers.get(request.type);
    const wanted = newSettings(provider, request);
    const { settings, password, hasPassword } = wanted;
    const expiry = expiryChange(request.credentialExpiresAt, hasPassword);
    await refuseTakenName(settings, undefined, this.#options);
    const verified = call.verify
      ? await tester.verify(wanted, call)
      : undefined;
    const id = randomUUID();
    const created = await store.create({
      id,
      settings: await withImageHostProof(
        verified?.settings ?? settings,
        false,
        store,
      ),
      managedBy: 'user',
      ...(password !== 'remove' && {
        credential: cipher.encrypt({ id, ...settings }, password.set),
      }),
      ...(expiry instanceof Date && { credentialExpiresAt: expiry }),
      createdBy: callerRef(call),
    });
    await this.#afterChange(created, verified);
    return this.#get(id);
  }

  /** @throws InputError, ConflictError, NotFoundError, ConnectionTestFailedError */
  async update(
    { integration: stored }: AdmittedToIntegration,
    etag: string,
    request: UpdateIntegrationRequest,
    call: CallerOptions & { verify: boolean },
  ): Promise<StoredIntegration> {
    const { store, cipher, providers, tester } = this.#options;
    const { id } = stored;
    const version = versionOf(etag);
    this.#refuseConfigured(stored);
    const resume = request.workspace !== undefined;
    if (!resume) {
      refuseSuspended(stored);
    }
    const provider = providers.get(stored.type);
    const wanted = changedSettings(provider, stored, request);
    const { settings, password, hasPassword } = wanted;
    const expiry = expiryChange(request.credentialExpiresAt, hasPassword);
    if (request.name !== undefined || resume) {
      await refuseTakenName(settings, id, this.#options);
    }
    const touched = touchesConnection(request);
    const verified =
      stored.version === version && call.verify && touched
        ? await tester.verify({ stored, ...wanted }, call)
        : undefined;
    const updated = await store.update(id, version, {
      settings: await withImageHostProof(
        verified?.settings ?? settings,
        request.confirmImageHost ?? false,
        store,
      ),
      resume,
      updatedBy: callerRef(call),
      ...credentialAfter(cipher, stored, settings, { password, expiry }),
    });
    if (touched || resume) {
      await this.#afterChange(updated, verified);
    }
    return this.#get(id);
  }

  /** @throws InputError, ConflictError, NotFoundError */
  async remove(
    { integration }: AdmittedToIntegration,
    etag: string,
  ): Promise<void> {
    const { store, connector, crawler } = this.#options;
    const version = versionOf(etag);
    this.#refuseConfigured(integration);
    await store.remove(integration.id, version);
    connector.forget(integration.id);
    crawler.sweep();
  }

  /** Begins a health check and a crawl, and waits for neither. */
  async refresh({
    integration,
  }: AdmittedToIntegration): Promise<StoredIntegration> {
    const { health, crawler } = this.#options;
    refuseSuspended(integration);
    await health.begin(integration.id);
    await crawler.start(integration.id);
    return this.#get(integration.id);
  }

  /** Stops the crawl under way; nothing happens where there is none. */
  async cancelCrawl({
    integration,
  }: AdmittedToIntegration): Promise<StoredIntegration> {
    await this.#options.crawler.cancel(integration.id);
    return this.#get(integration.id);
  }

  /** Removes from the repository index what the registry no longer shows and what was kept. */
  async forgetKept({
    integration,
  }: AdmittedToIntegration): Promise<StoredIntegration> {
    await this.#options.crawler.forgetKept(integration.id);
    return this.#get(integration.id);
  }

  /** As it is now, after something was done with it. */
  async #get(id: string): Promise<StoredIntegration> {
    const found = await this.#options.store.get(id);
    if (!found) {
      throw notFoundError(message('NO_SUCH_INTEGRATION', { id }));
    }
    return found;
  }

  /** @throws InputError that says where it is changed */
  #refuseConfigured(integration: StoredIntegration): void {
    if (integration.managedBy === 'config') {
      throw inputError(
        message('MANAGED_BY_CONFIGURATION', {
          place: this.#options.places.of(integration),
        }),
      );
    }
  }

  async #afterChange(
    integration: StoredIntegration,
    verified: TriedConnection | undefined,
  ): Promise<void> {
    const { connector, health, crawler } = this.#options;
    connector.forget(integration.id);
    if (verified) {
      const { diagnosis, triedAt } = verified;
      await health.accept(integration.id, diagnosis, triedAt);
    } else {
      await health.begin(integration.id);
    }
    await crawler.start(integration.id);
  }
}

/** @throws InputError for what can only be assigned or removed */
function refuseSuspended({ suspendedSince, workspace }: StoredIntegration) {
  if (suspendedSince) {
    throw inputError(message('SUSPENDED', { workspace }));
  }
}
