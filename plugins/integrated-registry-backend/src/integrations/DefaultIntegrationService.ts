import {
  ConnectionTestRequest,
  CreateIntegrationRequest,
  Diagnosis,
  Integration,
  IntegrationList,
  IntegrationListQuery,
  message,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryCredential } from 'backstage-plugin-integrated-registry-node';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  ConnectionTester,
  IntegrationConnector,
  TriedConnection,
  withImageHostProof,
} from '../connections';
import { CredentialCipher, CredentialLife } from '../credentials';
import {
  CallerOptions,
  callerRef,
  HealthMonitor,
  inputError,
  IntegrationFilter,
  IntegrationSettings,
  IntegrationStore,
  notFoundError,
  RepositoryCrawler,
  StoredIntegration,
} from '../model';
import { decodeCursor, encodeCursor } from '../platform';
import { ProviderRegistry } from '../providers';
import { ConfiguredPlaces } from './configured/ConfiguredPlaces';
import { IntegrationService } from './IntegrationService';
import {
  applyChange,
  checkCredential,
  ExpiryChange,
  expiryChange,
  isImageHostOpen,
  PasswordChange,
  settingsOf,
  touchesConnection,
} from './integrationSettings';
import { presentIntegration, versionOf } from './presentIntegration';
import { refuseTakenName } from './refuseTakenName';

export interface IntegrationServiceOptions {
  store: IntegrationStore;
  cipher: CredentialCipher;
  providers: ProviderRegistry;
  connector: IntegrationConnector;
  health: HealthMonitor;
  crawler: RepositoryCrawler;
  tester: ConnectionTester;
  life: CredentialLife;
  places: ConfiguredPlaces;
}

/** Without a filter nobody has said what may be seen. */
const NOTHING: IntegrationFilter = { anyOf: [] };

export class DefaultIntegrationService implements IntegrationService {
  readonly #options: IntegrationServiceOptions;

  constructor(options: IntegrationServiceOptions) {
    this.#options = options;
  }

  async list(
    query: IntegrationListQuery,
    {
      filter = NOTHING,
      addressFilter = NOTHING,
    }: Parameters<IntegrationService['list']>[1],
  ): Promise<IntegrationList> {
    const { store } = this.#options;
    const cursor = query.cursor && decodeCursor(query.cursor, 2);
    const found = await store.list({
      filter,
      ...(query.q && { search: { text: query.q, addressFilter } }),
      limit: query.limit + 1,
      ...(cursor && { after: { name: cursor[0], id: cursor[1] } }),
    });
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(stored => this.#present(stored)),
      ...(found.length > items.length &&
        last && { nextCursor: encodeCursor([last.name, last.id]) }),
      complete: true,
      asOf: new Date().toISOString(),
    };
  }

  async get(id: string): Promise<Integration> {
    return this.#present(await this.#find(id));
  }

  async create(
    request: CreateIntegrationRequest,
    options: CallerOptions & { verify: boolean },
  ): Promise<Integration> {
    const { store, cipher, providers } = this.#options;
    const provider = providers.get(request.type);
    const settings = settingsOf(provider, request);
    const { password } = request;
    checkCredential(provider, settings, password !== undefined);
    const expiry = expiryChange(
      request.credentialExpiresAt,
      password !== undefined,
    );
    await refuseTakenName(settings, undefined, this.#options);
    const verified = options.verify
      ? await this.#options.tester.verify({
          settings,
          credential: toCredential(settings.username, password),
          passwordEntered: true,
          findImageHost: isImageHostOpen(provider, settings, request),
          caller: callerRef(options),
          signal: options.signal,
        })
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
      ...(password !== undefined && {
        credential: cipher.encrypt({ id, ...settings }, password),
      }),
      ...(expiry instanceof Date && { credentialExpiresAt: expiry }),
      createdBy: callerRef(options),
    });
    await this.#afterChange(created, verified);
    return this.get(id);
  }

  async update(
    id: string,
    etag: string,
    request: UpdateIntegrationRequest,
    options: CallerOptions & { verify: boolean },
  ): Promise<Integration> {
    const { store, providers } = this.#options;
    const version = versionOf(etag);
    const stored = await this.#findEditable(id);
    const resume = request.workspace !== undefined;
    if (!resume) {
      refuseSuspended(stored);
    }
    const provider = providers.get(stored.type);
    const { settings, password } = applyChange(provider, stored, request);
    checkCredential(provider, settings, hasPassword(stored, password));
    const expiry = expiryChange(
      request.credentialExpiresAt,
      hasPassword(stored, password),
    );
    if (request.name !== undefined || resume) {
      await refuseTakenName(settings, id, this.#options);
    }
    const touched = touchesConnection(request);
    const verified =
      stored.version === version && options.verify && touched
        ? await this.#options.tester.verify({
            settings,
            credential: await this.#credential(stored, settings, password),
            passwordEntered: typeof password === 'object',
            findImageHost: isImageHostOpen(provider, settings, request),
            caller: callerRef(options),
            signal: options.signal,
          })
        : undefined;
    const updated = await store.update(id, version, {
      settings: await withImageHostProof(
        verified?.settings ?? settings,
        request.confirmImageHost ?? false,
        store,
      ),
      resume,
      updatedBy: callerRef(options),
      ...this.#credentialAfter(stored, settings, { password, expiry }),
    });
    if (touched || resume) {
      await this.#afterChange(updated, verified);
    }
    return this.get(id);
  }

  async remove(id: string, etag: string): Promise<void> {
    const version = versionOf(etag);
    await this.#findEditable(id);
    const { store, connector, crawler } = this.#options;
    await store.remove(id, version);
    connector.forget(id);
    crawler.sweep();
  }

  async test(
    request: ConnectionTestRequest,
    options: CallerOptions,
  ): Promise<Diagnosis> {
    const { providers } = this.#options;
    const { signal } = options;
    const caller = callerRef(options);
    if ('integrationId' in request) {
      const { integrationId, ...change } = request;
      const stored = await this.#find(integrationId);
      const provider = providers.get(stored.type);
      const { settings, password } = applyChange(provider, stored, change);
      checkCredential(provider, settings, hasPassword(stored, password));
      const tried = await this.#options.tester.diagnose({
        settings,
        credential: await this.#credential(stored, settings, password),
        passwordEntered: typeof password === 'object',
        findImageHost: isImageHostOpen(provider, settings, change),
        caller,
        signal,
      });
      if (!touchesConnection(change)) {
        await this.#noteImageHostProof(stored, tried);
      }
      return tried.diagnosis;
    }
    const provider = providers.get(request.type);
    const settings = settingsOf(provider, {
      ...request,
      name: 'Connection test',
    });
    checkCredential(provider, settings, request.password !== undefined);
    const { diagnosis } = await this.#options.tester.diagnose({
      settings,
      credential: toCredential(settings.username, request.password),
      passwordEntered: true,
      findImageHost: isImageHostOpen(provider, settings, request),
      caller,
      signal,
    });
    return diagnosis;
  }

  /** A test of what is saved may show what nobody could show when it was saved. */
  async #noteImageHostProof(
    stored: StoredIntegration,
    { diagnosis, settings }: TriedConnection,
  ): Promise<void> {
    const { store } = this.#options;
    const { id, version, imageHost, imageHostProof } = stored;
    if (
      !diagnosis.ok ||
      imageHostProof !== undefined ||
      settings.imageHost !== imageHost
    ) {
      return;
    }
    const { imageHostProof: proof } = await withImageHostProof(
      settings,
      false,
      store,
    );
    if (proof) {
      await store.setImageHostProof(id, version, proof);
    }
  }

  async refresh(id: string): Promise<Integration> {
    refuseSuspended(await this.#find(id));
    await this.#options.health.begin(id);
    await this.#options.crawler.start(id);
    return this.get(id);
  }

  #present(stored: StoredIntegration): Integration {
    return presentIntegration(stored, this.#options.life.stateOf(stored));
  }

  async cancelCrawl(id: string): Promise<Integration> {
    await this.#options.crawler.cancel(id);
    return this.get(id);
  }

  async forgetKept(id: string): Promise<Integration> {
    await this.#options.crawler.forgetKept(id);
    return this.get(id);
  }

  async #find(id: string): Promise<StoredIntegration> {
    const found = await this.#options.store.get(id);
    if (!found) {
      throw notFoundError(message('NO_SUCH_INTEGRATION', { id }));
    }
    return found;
  }

  async #findEditable(id: string): Promise<StoredIntegration> {
    const found = await this.#find(id);
    if (found.managedBy === 'config') {
      throw inputError(
        message('MANAGED_BY_CONFIGURATION', {
          place: this.#options.places.of(found),
        }),
      );
    }
    return found;
  }

  async #credential(
    stored: StoredIntegration,
    settings: IntegrationSettings,
    password: PasswordChange,
  ): Promise<RegistryCredential | undefined> {
    if (password === 'remove') {
      return undefined;
    }
    return password === 'keep'
      ? this.#options.connector.readCredential(stored)
      : toCredential(settings.username, password.set);
  }

  /** A password that is kept is bound anew to the settings it is kept for. */
  #credentialAfter(
    stored: StoredIntegration,
    settings: IntegrationSettings,
    { password, expiry }: { password: PasswordChange; expiry: ExpiryChange },
  ): Pick<
    Parameters<IntegrationStore['update']>[2],
    'credential' | 'credentialExpiresAt'
  > {
    const { cipher } = this.#options;
    const { id, encryptedCredential } = stored;
    const keptExpiry = expiry && { credentialExpiresAt: expiry };
    if (password === 'remove') {
      return { credential: password };
    }
    if (password !== 'keep') {
      return {
        credential: cipher.encrypt({ id, ...settings }, password.set),
        ...keptExpiry,
      };
    }
    if (
      !encryptedCredential ||
      isDeepStrictEqual(stored.tls, settings.tls) ||
      !cipher.canDecrypt(stored, encryptedCredential)
    ) {
      return { ...keptExpiry };
    }
    return {
      credential: cipher.encrypt(
        { id, ...settings },
        cipher.decrypt(stored, encryptedCredential),
      ),
      credentialExpiresAt: stored.credentialExpiresAt,
      ...keptExpiry,
    };
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

function hasPassword(
  stored: StoredIntegration,
  password: PasswordChange,
): boolean {
  return password === 'keep' ? stored.hasCredential : password !== 'remove';
}

function toCredential(
  username: string | undefined,
  password: string | undefined,
): RegistryCredential | undefined {
  return username !== undefined && password !== undefined
    ? { username, password }
    : undefined;
}
