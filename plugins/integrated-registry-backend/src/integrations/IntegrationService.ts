import {
  ConnectionTestRequest,
  CreateIntegrationRequest,
  Diagnosis,
  Integration,
  IntegrationList,
  IntegrationListQuery,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import { CallerOptions, IntegrationFilter } from '../model';

/** Integrations and what is done with them. */
export interface IntegrationService {
  /**
   * @param options - `filter`: what the caller may see, as authorization found it; `addressFilter`:
   * of what they may see the address too, and so search in it. The inner service demands both;
   * callers of the authorized one leave them out.
   */
  list(
    query: IntegrationListQuery,
    options: CallerOptions & {
      filter?: IntegrationFilter;
      addressFilter?: IntegrationFilter;
    },
  ): Promise<IntegrationList>;
  /** @throws NotFoundError */
  get(id: string, options: CallerOptions): Promise<Integration>;
  /** @throws InputError, ConflictError, ConnectionTestFailedError */
  create(
    request: CreateIntegrationRequest,
    options: CallerOptions & { verify: boolean },
  ): Promise<Integration>;
  /** @throws InputError, ConflictError, NotFoundError, ConnectionTestFailedError */
  update(
    id: string,
    etag: string,
    request: UpdateIntegrationRequest,
    options: CallerOptions & { verify: boolean },
  ): Promise<Integration>;
  /** @throws ConflictError, NotFoundError */
  remove(id: string, etag: string, options: CallerOptions): Promise<void>;
  /** @throws InputError, NotFoundError */
  test(
    request: ConnectionTestRequest,
    options: CallerOptions,
  ): Promise<Diagnosis>;
  /** Begins a health check and a crawl, and waits for neither. */
  refresh(id: string, options: CallerOptions): Promise<Integration>;
  /** Stops the crawl under way; nothing happens where there is none. */
  cancelCrawl(id: string, options: CallerOptions): Promise<Integration>;
  /** Removes from the repository index what the registry no longer shows and what was kept. */
  forgetKept(id: string, options: CallerOptions): Promise<Integration>;
}
