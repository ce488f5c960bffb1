import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, NotFoundError } from '@backstage/errors';
import {
  Diagnosis,
  Health,
  message,
  RegistryFailure,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { deadlineSignal } from 'backstage-plugin-integrated-registry-node';
import { CredentialError } from '../credentials';
import {
  HealthMonitor,
  IntegrationStore,
  notFoundError,
  RegistryClients,
  StoredIntegration,
} from '../model';
import { registryOf } from '../platform';
import { healthAfter, isDue, Outcome, outcomeOf } from './Outcome';
import { Suspicions } from './Suspicions';

export interface RegistryHealthMonitorOptions {
  store: IntegrationStore;
  clients: RegistryClients;
  logger: LoggerService;
  /** A registry no longer takes a password that it took before, or has never taken it. */
  loginFailed(
    integration: StoredIntegration,
    failure: RegistryFailure,
  ): Promise<void>;
}

/** All requests of a check together, slow registries included. */
const CHECK_DEADLINE_MS = 60_000;
export class RegistryHealthMonitor implements HealthMonitor {
  readonly #options: RegistryHealthMonitorOptions;
  /** By integration and version of its settings. */
  readonly #running = new Map<string, Promise<Health>>();
  readonly #suspicions = new Suspicions();
  readonly #closing = new AbortController();
  #recovered: (integration: StoredIntegration) => Promise<void> =
    async () => {};

  constructor(options: RegistryHealthMonitorOptions) {
    this.#options = options;
  }

  /** @param recovered - hears of what can be used again, with the health it had before */
  tellRecoveriesTo(
    recovered: (integration: StoredIntegration) => Promise<void>,
  ): void {
    this.#recovered = recovered;
  }

  async check(
    integrationId: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Health> {
    const integration = await this.#options.store.get(integrationId);
    if (!integration) {
      throw gone(integrationId);
    }
    return (await this.#start(integration, signal)).ended;
  }

  async begin(integrationId: string): Promise<void> {
    const integration = await this.#options.store.get(integrationId);
    if (integration) {
      await this.#begin(integration);
    }
  }

  async accept(
    integrationId: string,
    diagnosis: Diagnosis,
    madeAt: Date = new Date(),
  ): Promise<Health> {
    const { store } = this.#options;
    await this.#noteExpiry(integrationId, diagnosis);
    const integration = await store.get(integrationId);
    if (!integration) {
      throw gone(integrationId);
    }
    return (
      (await this.#note(integration, {
        ...outcomeOf(diagnosis),
        checkedAt: madeAt,
      })) ?? integration.health
    );
  }

  async suspect(
    { id }: StoredIntegration,
    { code }: RegistryFailure,
  ): Promise<void> {
    if (!this.#suspicions.isWorthACheck(id, code)) {
      return;
    }
    try {
      const integration = await this.#options.store.get(id);
      // What is known to be unhealthy is looked at again without being asked for.
      if (
        integration &&
        integration.health.state !== 'unhealthy' &&
        !integration.health.backOff
      ) {
        await this.#begin(integration);
      }
    } catch (error) {
      // Whoever met the failure is to hear of it, and not of this one.
      this.#log(id, error);
    }
  }

  async recheck(all: readonly StoredIntegration[]): Promise<void> {
    await Promise.all(
      all
        .filter(({ health }) => isDue(health))
        .map(integration => this.#begin(integration)),
    );
  }

  async reportBackOff(registry: string, until: Date): Promise<void> {
    const all = await this.#options.store.list({});
    const seconds = Math.ceil((until.getTime() - Date.now()) / 1_000);
    for (const { id } of all.filter(
      ({ url }) => registryOf(url) === registry,
    )) {
      await this.#options.store.changeHealth(id, health => ({
        ...health,
        backOff: worded({
          until: until.toISOString(),
          message: message('BACK_OFF', { seconds }),
        }),
      }));
    }
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('The backend is shutting down'));
    await Promise.allSettled(this.#running.values());
  }

  async #begin(integration: StoredIntegration): Promise<void> {
    const { ended } = await this.#start(integration);
    ended.catch(error => this.#log(integration.id, error));
  }

  #log(integrationId: string, error: unknown): void {
    this.#options.logger.warn(
      `Checking the integration ${integrationId} failed: ${
        isError(error) ? error.message : 'unknown error'
      }`,
    );
  }

  /** Resolves when the check is seen to be under way, be it that of another replica. */
  async #start(
    integration: StoredIntegration,
    signal?: AbortSignal,
  ): Promise<{ ended: Promise<Health> }> {
    const { id, version } = integration;
    const key = JSON.stringify([id, version]);
    const running = this.#running.get(key);
    if (running) {
      return { ended: running };
    }
    const since = new Date().toISOString();
    let mine = true;
    const marked = this.#options.store.changeHealth(id, health => {
      // Of settings that have changed meanwhile it would tell nothing.
      mine =
        !health.checking ||
        Date.parse(health.checking.since) < +integration.updatedAt;
      return mine ? { ...health, checking: { since } } : health;
    });
    const ended = marked
      .then(health =>
        mine
          ? this.#check(integration, since, signal)
          : health ?? integration.health,
      )
      .finally(() => this.#running.delete(key));
    ended.catch(() => {});
    this.#running.set(key, ended);
    await marked;
    return { ended };
  }

  async #check(
    integration: StoredIntegration,
    since: string,
    signal: AbortSignal | undefined,
  ): Promise<Health> {
    const { id } = integration;
    const outcome = await this.#diagnose(integration, signal).catch(
      async error => {
        await this.#forgetCheck(id, since);
        throw error;
      },
    );
    const health = await this.#note(integration, {
      ...outcome,
      checkedAt: new Date(),
    });
    if (!health) {
      // It says nothing about the settings of now; whoever changed them has them checked.
      await this.#forgetCheck(id, since);
    }
    return health ?? integration.health;
  }

  async #diagnose(
    integration: StoredIntegration,
    signal: AbortSignal | undefined,
  ): Promise<Omit<Outcome, 'checkedAt'>> {
    try {
      const client = await this.#options.clients.get(integration, 'check');
      const diagnosis = await client.diagnose({
        signal: AbortSignal.any([
          this.#closing.signal,
          deadlineSignal(CHECK_DEADLINE_MS, 'Checking the registry'),
          ...(signal ? [signal] : []),
        ]),
      });
      await this.#noteExpiry(integration.id, diagnosis);
      return outcomeOf(diagnosis);
    } catch (error) {
      if (error instanceof CredentialError) {
        // Nobody has logged in: there is nothing to log in with.
        return { failure: error.toFailure(), refused: false };
      }
      throw error;
    }
  }

  /** Takes the mark of a check away that has found out nothing. */
  async #forgetCheck(id: string, since: string): Promise<void> {
    await this.#options.store.changeHealth(id, ({ checking, ...health }) => ({
      ...health,
      ...(checking && checking.since !== since && { checking }),
    }));
  }

  /** A registry that does not tell any more is not known to have forgotten. */
  async #noteExpiry(
    integrationId: string,
    { credentialExpiry }: Diagnosis,
  ): Promise<void> {
    if (credentialExpiry) {
      const { expiresAt } = credentialExpiry;
      await this.#options.store.setCredentialExpiry(
        integrationId,
        expiresAt === undefined ? undefined : new Date(expiresAt),
      );
    }
  }

  /** @returns undefined where these are no longer the settings: then nothing is noted */
  async #note(
    integration: StoredIntegration,
    outcome: Outcome,
  ): Promise<Health | undefined> {
    const { store, loginFailed } = this.#options;
    const { id, version } = integration;
    const { failure, refused } = outcome;
    let before: Health = { state: 'unknown' };
    const note = (current: Health): Health => {
      const { checking: _, ...rest } = current;
      before = rest;
      return healthAfter(rest, outcome);
    };
    const health = await store.changeHealth(id, note, version);
    if (!health) {
      return undefined;
    }
    // Once, and not again at every check for as long as it lasts.
    if (
      failure &&
      refused &&
      integration.hasCredential &&
      before.failure?.code !== 'UNAUTHORIZED'
    ) {
      await loginFailed(integration, failure);
    }
    const now = await store.get(id);
    if (now && health.state === 'healthy' && before.state === 'unhealthy') {
      await this.#recovered({ ...now, health: before });
    }
    return health;
  }
}

function gone(integrationId: string): NotFoundError {
  return notFoundError(message('NO_SUCH_INTEGRATION', { id: integrationId }));
}
