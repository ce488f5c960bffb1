import {
  Health,
  message,
  messageIn,
  RegistryFailure,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import {
  isRegistryError,
  RegistryError,
} from 'backstage-plugin-integrated-registry-node';
import { CredentialError } from '../credentials';
import { IntegrationStore, isRefused, StoredIntegration } from '../model';
import { DatabaseFailure } from '../platform';

export interface CrawlFailuresOptions {
  store: IntegrationStore;
  /** Checks the registry, or waits for the check that is under way. */
  checkHealth(integrationId: string): Promise<Health>;
}

const refusedInPassing: RegistryFailure = worded({
  code: 'UPSTREAM_ERROR',
  message: message('CRAWL_REFUSED_IN_PASSING'),
  remedy: message('CRAWL_STARTS_AGAIN'),
});

/** What failed a crawl. That a credential is wrong is found out by health checks alone. */
export class CrawlFailures {
  readonly #options: CrawlFailuresOptions;

  constructor(options: CrawlFailuresOptions) {
    this.#options = options;
  }

  /** @throws RegistryError where health checks have found that the credential is refused */
  async refuseKnownRefusal(integration: StoredIntegration): Promise<void> {
    if (!isRefused(integration)) {
      return;
    }
    const { failure } = await this.#checkedHealth(integration.id);
    if (failure?.code === 'UNAUTHORIZED') {
      throw new RegistryError(failure.code, failure);
    }
  }

  async of(integrationId: string, error: unknown): Promise<RegistryFailure> {
    if (!isRegistryError(error) || error.code !== 'UNAUTHORIZED') {
      return toFailure(error);
    }
    const { failure = refusedInPassing } = await this.#checkedHealth(
      integrationId,
    );
    return failure;
  }

  /** A credential that is known to be refused is not tried again for it. */
  async #checkedHealth(id: string): Promise<Health> {
    const { store, checkHealth } = this.#options;
    const known = await store.get(id);
    return known && isRefused(known) && !known.health.checking
      ? known.health
      : checkHealth(id);
  }
}

export function isTemporary(error: unknown): boolean {
  return isRegistryError(error) && error.temporary;
}

function toFailure(error: unknown): RegistryFailure {
  if (isRegistryError(error)) {
    return error.toFailure();
  }
  if (error instanceof CredentialError) {
    return worded({
      code: 'UNAUTHORIZED',
      message: error.reason,
      remedy: message('ENTER_PASSWORD_AGAIN'),
    });
  }
  return worded({
    code: 'PORTAL_ERROR',
    message:
      error instanceof DatabaseFailure
        ? messageIn(error)
        : message('CRAWL_FAILED_INSIDE'),
    remedy: message('CRAWL_KEEPS_KNOWN'),
  });
}
