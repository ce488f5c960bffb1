import { Diagnosis } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  deadlineSignal,
  isRegistryError,
  RegistryClient,
  RegistryCredential,
} from 'backstage-plugin-integrated-registry-node';
import { IntegrationSettings } from '../database';
import { ConnectionTestFailedError } from './ConnectionTestFailedError';
import { IntegrationConnector } from './IntegrationConnector';
import { firstFailure } from './RegistryHealthMonitor';

/** Settings to try, saved or not. */
export interface ConnectionAttempt {
  settings: IntegrationSettings;
  credential: RegistryCredential | undefined;
  /** Has nobody entered the image host? Then the registry may tell it. */
  findImageHost: boolean;
  signal: AbortSignal | undefined;
}

export interface TriedConnection {
  settings: IntegrationSettings;
  diagnosis: Diagnosis;
}

/** A diagnosis as a whole, slow registries included. */
const DEADLINE_MS = 90_000;

/** Tries settings out on the registry they are for. */
export class ConnectionTester {
  readonly #connector: IntegrationConnector;

  static create(connector: IntegrationConnector): ConnectionTester {
    return new ConnectionTester(connector);
  }

  private constructor(connector: IntegrationConnector) {
    this.#connector = connector;
  }

  /**
   * @returns also the settings, with the image host that was found
   * @throws ConnectionTestFailedError
   */
  async verify(attempt: ConnectionAttempt): Promise<TriedConnection> {
    const tried = await this.#try(attempt);
    const failure = firstFailure(tried.diagnosis);
    if (failure) {
      throw new ConnectionTestFailedError(tried.diagnosis, failure);
    }
    return tried;
  }

  async diagnose(attempt: ConnectionAttempt): Promise<Diagnosis> {
    return (await this.#try(attempt)).diagnosis;
  }

  async #try(attempt: ConnectionAttempt): Promise<TriedConnection> {
    const deadline = deadlineSignal(DEADLINE_MS, 'Testing the connection');
    const signal = attempt.signal
      ? AbortSignal.any([attempt.signal, deadline])
      : deadline;
    const imageHost = attempt.findImageHost
      ? await this.#with(attempt, client => findImageHost(client, { signal }))
      : undefined;
    const settings = {
      ...attempt.settings,
      ...(imageHost !== undefined && { imageHost }),
    };
    const diagnosis = await this.#with({ ...attempt, settings }, client =>
      client.diagnose({ signal }),
    );
    return { diagnosis, settings };
  }

  async #with<T>(
    { settings, credential }: ConnectionAttempt,
    use: (client: RegistryClient) => Promise<T>,
  ): Promise<T> {
    const { client, close } = this.#connector.open(settings, credential);
    try {
      return await use(client);
    } finally {
      close();
    }
  }
}

async function findImageHost(
  client: RegistryClient,
  options: CallOptions,
): Promise<string | undefined> {
  try {
    return await client.findImageHost?.(options);
  } catch (error) {
    // The diagnosis says what is wrong, and at which step.
    if (isRegistryError(error)) {
      return undefined;
    }
    throw error;
  }
}
