import type { JsonObject } from '@backstage/types';
import {
  ConnectionTestRequest,
  CreateIntegrationRequest,
  Diagnosis,
  Integration,
  RegistryFailure,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import { Audit } from '../access';
import { ConnectionTestFailedError } from '../connections';
import {
  CallerOptions,
  firstFailure,
  IntegrationStore,
  isLoginRefusal,
} from '../model';
import { IntegrationService } from './IntegrationService';

type Change = CallerOptions & { verify: boolean };

/**
 * A password that a registry refuses is an event of its own: somebody may be guessing through the
 * portal. A registry that is ill refuses nobody.
 */
export class LoginFailureAudit implements IntegrationService {
  readonly #inner: IntegrationService;
  readonly #store: IntegrationStore;
  readonly #audit: Audit;

  constructor(
    inner: IntegrationService,
    store: IntegrationStore,
    audit: Audit,
  ) {
    this.#inner = inner;
    this.#store = store;
    this.#audit = audit;
  }

  list: IntegrationService['list'] = (query, options) =>
    this.#inner.list(query, options);

  get: IntegrationService['get'] = (id, options) =>
    this.#inner.get(id, options);

  remove: IntegrationService['remove'] = (id, etag, options) =>
    this.#inner.remove(id, etag, options);

  refresh: IntegrationService['refresh'] = (id, options) =>
    this.#inner.refresh(id, options);

  cancelCrawl: IntegrationService['cancelCrawl'] = (id, options) =>
    this.#inner.cancelCrawl(id, options);
  forgetKept: IntegrationService['forgetKept'] = (id, options) =>
    this.#inner.forgetKept(id, options);

  create(
    request: CreateIntegrationRequest,
    options: Change,
  ): Promise<Integration> {
    return this.#watch(request, options, () =>
      this.#inner.create(request, options),
    );
  }

  update(
    id: string,
    etag: string,
    request: UpdateIntegrationRequest,
    options: Change,
  ): Promise<Integration> {
    return this.#watch({ ...request, integrationId: id }, options, () =>
      this.#inner.update(id, etag, request, options),
    );
  }

  async test(
    request: ConnectionTestRequest,
    options: CallerOptions,
  ): Promise<Diagnosis> {
    const diagnosis = await this.#inner.test(request, options);
    await this.#note(request, firstFailure(diagnosis), options);
    return diagnosis;
  }

  async #watch<T>(
    target: Target,
    options: CallerOptions,
    change: () => Promise<T>,
  ): Promise<T> {
    try {
      return await change();
    } catch (error) {
      if (error instanceof ConnectionTestFailedError) {
        await this.#note(target, error.failure, options);
      }
      throw error;
    }
  }

  async #note(
    target: Target,
    failure: RegistryFailure | undefined,
    options: CallerOptions,
  ): Promise<void> {
    if (!failure || !isLoginRefusal(failure)) {
      return;
    }
    const { integrationId, workspace, url, password } = target;
    const stored = integrationId && (await this.#store.get(integrationId));
    const isStored = stored && stored.hasCredential && password !== null;
    if (!password && !isStored) {
      // A registry that demands a login has not refused one.
      return;
    }
    const meta: JsonObject = stored
      ? { workspace: stored.workspace, integrationId: stored.id }
      : { workspace: workspace ?? '' };
    await this.#audit.failure(
      {
        eventId: 'login-failure',
        meta: { ...meta, url: url ?? (stored ? stored.url : '') },
      },
      new Error(failure.message),
      options,
    );
  }
}

/** What was logged in to. */
interface Target {
  workspace?: string;
  integrationId?: string;
  url?: string;
  password?: string | null;
}
