import {
  message,
  messageIn,
  remedyIn,
} from 'backstage-plugin-integrated-registry-common';
import {
  deadlineSignal,
  isRegistryError,
  orAborted,
  RegistryError,
} from 'backstage-plugin-integrated-registry-node';
import { rememberFailure } from '../access';
import { HealthMonitor, isRefused, StoredIntegration } from '../model';

export interface InteractiveDeadlineOptions {
  health: Pick<HealthMonitor, 'suspect'>;
  /** How long an interactive request may take in total, in milliseconds. */
  deadlineMs: number;
}

/**
 * Bounds how long an interactive request waits for a registry. A registry that is known to hang is not
 * asked, and a credential that is known to be refused is not sent. A read that exceeds the deadline
 * goes on in the background, and its result is there for the next request.
 */
export class InteractiveDeadline {
  readonly #options: InteractiveDeadlineOptions;

  constructor(options: InteractiveDeadlineOptions) {
    this.#options = options;
  }

  /** Ends all reads of one interactive request. */
  deadline(repository: string): AbortSignal {
    return deadlineSignal(
      this.#options.deadlineMs,
      message('READING_REPOSITORY', { repository }),
    );
  }

  /**
   * @param known - what was read before, for what may be shown without asking the registry
   * @throws RegistryError at once: `TIMED_OUT` where the registry is known to hang, `UNAUTHORIZED`
   * where it is known to refuse the credential
   */
  async read<T>(
    integration: StoredIntegration,
    until: AbortSignal,
    read: () => Promise<T>,
    known: () => Promise<T | undefined> = async () => undefined,
  ): Promise<T> {
    const hopeless = hangOf(integration) ?? refusalOf(integration);
    try {
      if (hopeless) {
        throw hopeless;
      }
      return await orAborted(read(), until);
    } catch (error) {
      if (
        !isRegistryError(error) ||
        (error !== hopeless && error.code !== 'TIMED_OUT')
      ) {
        throw error;
      }
      const failure = error.toFailure();
      rememberFailure(error, { integration, failure });
      await this.#options.health.suspect(integration, failure);
      const remembered = await known();
      if (remembered === undefined) {
        throw error;
      }
      return remembered;
    }
  }
}

/** Why nobody should wait for its registry, as the last health check has found. */
function hangOf({
  name,
  health,
}: StoredIntegration): RegistryError | undefined {
  const { state, failure, since } = health;
  if (state !== 'unhealthy' || failure?.code !== 'TIMED_OUT') {
    return undefined;
  }
  return new RegistryError('TIMED_OUT', {
    message:
      since === undefined
        ? message('NOT_ASKED_AGAIN', { name })
        : message('NOT_ASKED_AGAIN_SINCE', { name, since }),
    remedy: message('WAIT_FOR_HEALTH_CHECK'),
  });
}

/** Why its registry is not asked: the last health check has found that it refuses the credential. */
function refusalOf(integration: StoredIntegration): RegistryError | undefined {
  const { name, health } = integration;
  return isRefused(integration) && health.failure
    ? new RegistryError('UNAUTHORIZED', {
        message: message('NOT_ASKED_TO_PROTECT_ACCOUNT', {
          reason: messageIn(health.failure),
          name,
        }),
        remedy: remedyIn(health.failure),
      })
    : undefined;
}
