import {
  Diagnosis,
  Health,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';
import { NotFoundError } from '@backstage/errors';
import { deadlineSignal } from 'backstage-plugin-integrated-registry-node';
import { CredentialError } from '../credentials';
import { IntegrationStore } from '../database';
import { registryOf } from './RegistryBudgets';
import {
  HealthMonitor,
  Purpose,
  RegistryClients,
  StoredIntegration,
} from './types';

export interface RegistryHealthMonitorOptions {
  store: IntegrationStore;
  clients: RegistryClients;
  /** A registry no longer takes a password that it took before, or has never taken it. */
  loginFailed(
    integration: StoredIntegration,
    failure: RegistryFailure,
  ): Promise<void>;
}

/** Failures that say something about the registry as a whole, and not about one image of it. */
const GENERAL_FAILURES: readonly RegistryFailure['code'][] = [
  'DNS_FAILED',
  'CONNECTION_REFUSED',
  'TLS_UNTRUSTED',
  'TLS_HOSTNAME',
  'PROTOCOL_MISMATCH',
  'NOT_A_REGISTRY',
  'UNAUTHORIZED',
  'ADDRESS_BLOCKED',
];

export class RegistryHealthMonitor implements HealthMonitor {
  readonly #options: RegistryHealthMonitorOptions;
  readonly #running = new Map<string, Promise<Health>>();

  static create(options: RegistryHealthMonitorOptions): RegistryHealthMonitor {
    return new RegistryHealthMonitor(options);
  }

  private constructor(options: RegistryHealthMonitorOptions) {
    this.#options = options;
  }

  async check(
    integrationId: string,
    options: { signal?: AbortSignal; purpose?: Purpose } = {},
  ): Promise<Health> {
    const running = this.#running.get(integrationId);
    if (running) {
      return running;
    }
    const check = this.#check(integrationId, options).finally(() =>
      this.#running.delete(integrationId),
    );
    this.#running.set(integrationId, check);
    return check;
  }

  async accept(integrationId: string, diagnosis: Diagnosis): Promise<Health> {
    const { credentialExpiry } = diagnosis;
    if (credentialExpiry) {
      const { expiresAt } = credentialExpiry;
      await this.#options.store.setCredentialExpiry(
        integrationId,
        expiresAt === undefined ? undefined : new Date(expiresAt),
      );
    }
    return this.#note(integrationId, firstFailure(diagnosis));
  }

  async report(
    integrationId: string,
    failure?: RegistryFailure,
  ): Promise<void> {
    if (failure && !GENERAL_FAILURES.includes(failure.code)) {
      return;
    }
    await this.#note(integrationId, failure);
  }

  async reportBackOff(registry: string, until: Date): Promise<void> {
    const all = await this.#options.store.list({});
    const seconds = Math.ceil((until.getTime() - Date.now()) / 1_000);
    for (const { id } of all.filter(
      ({ url }) => registryOf(url) === registry,
    )) {
      await this.#options.store.changeHealth(id, health => ({
        ...health,
        backOff: {
          until: until.toISOString(),
          message: `The registry wants fewer requests, so it is left alone for ${seconds} s.`,
        },
      }));
    }
  }

  async #check(
    integrationId: string,
    { signal, purpose }: { signal?: AbortSignal; purpose?: Purpose },
  ): Promise<Health> {
    const integration = await this.#options.store.get(integrationId);
    if (!integration) {
      throw new NotFoundError(
        `There is no integration with the id ${integrationId}`,
      );
    }
    try {
      const client = await this.#options.clients.get(integration, purpose);
      const diagnosis = await client.diagnose({
        signal: signal ?? deadlineSignal(60_000, 'Checking the registry'),
      });
      return await this.accept(integrationId, diagnosis);
    } catch (error) {
      if (!(error instanceof CredentialError)) {
        throw error;
      }
      return this.#note(integrationId, error.toFailure());
    }
  }

  async #note(
    integrationId: string,
    failure: RegistryFailure | undefined,
  ): Promise<Health> {
    const { store, loginFailed } = this.#options;
    const integration = await store.get(integrationId);
    const checkedAt = new Date().toISOString();
    const state = failure ? 'unhealthy' : 'healthy';
    let before: Health = { state: 'unknown' };
    const health = await store.changeHealth(integrationId, current => {
      before = current;
      if (failure?.code === 'RATE_LIMITED') {
        // It is there, and busy: nothing is known that was not known before.
        return current;
      }
      return {
        state,
        checkedAt,
        since: current.state === state ? current.since ?? checkedAt : checkedAt,
        ...(failure && { failure }),
        ...(current.backOff && { backOff: current.backOff }),
      };
    });
    // Once, and not again at every check for as long as it lasts.
    if (
      integration &&
      failure?.code === 'UNAUTHORIZED' &&
      before.failure?.code !== 'UNAUTHORIZED'
    ) {
      await loginFailed(integration, failure);
    }
    return health ?? before;
  }
}

/** Why a registry cannot be used; nothing where it can. */
export function firstFailure(
  diagnosis: Diagnosis,
): RegistryFailure | undefined {
  const failed = diagnosis.steps.find(step => step.state === 'failed');
  return (
    failed &&
    (failed.failure ?? {
      code: 'UPSTREAM_ERROR',
      message: failed.message,
      remedy: 'Try again later.',
    })
  );
}
