import {
  ConnectionTestRequest,
  CreateIntegrationRequest,
  Diagnosis,
  Integration,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import { CallerOptions } from '../model';
import { RateLimits } from '../platform';
import { IntegrationService } from './IntegrationService';
import { touchesConnection } from './integrationSettings';

type Change = CallerOptions & { verify: boolean };

/** Counts whatever makes the portal log in to a registry. */
export class LimitedIntegrationService implements IntegrationService {
  readonly #inner: IntegrationService;
  readonly #limits: RateLimits;

  constructor(inner: IntegrationService, limits: RateLimits) {
    this.#inner = inner;
    this.#limits = limits;
  }

  list: IntegrationService['list'] = (query, options) =>
    this.#inner.list(query, options);

  get: IntegrationService['get'] = (id, options) =>
    this.#inner.get(id, options);

  remove: IntegrationService['remove'] = (id, etag, options) =>
    this.#inner.remove(id, etag, options);

  cancelCrawl: IntegrationService['cancelCrawl'] = (id, options) =>
    this.#inner.cancelCrawl(id, options);
  forgetKept: IntegrationService['forgetKept'] = (id, options) =>
    this.#inner.forgetKept(id, options);

  /** Without a test before, a health check logs in a moment later. */
  async create(
    request: CreateIntegrationRequest,
    options: Change,
  ): Promise<Integration> {
    await this.#limits.take('connectionTests', options);
    return this.#inner.create(request, options);
  }

  async update(
    id: string,
    etag: string,
    request: UpdateIntegrationRequest,
    options: Change,
  ): Promise<Integration> {
    if (touchesConnection(request)) {
      await this.#limits.take('connectionTests', options);
    }
    return this.#inner.update(id, etag, request, options);
  }

  async test(
    request: ConnectionTestRequest,
    options: CallerOptions,
  ): Promise<Diagnosis> {
    await this.#limits.take('connectionTests', options);
    return this.#inner.test(request, options);
  }

  async refresh(id: string, options: CallerOptions): Promise<Integration> {
    await this.#limits.take('connectionTests', options);
    return this.#inner.refresh(id, options);
  }
}
