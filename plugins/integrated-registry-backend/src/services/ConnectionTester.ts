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
import { TestedConnections } from './TestedConnections';

/** Settings to try, saved or not. */
export interface ConnectionAttempt {
  settings: IntegrationSettings;
  credential: RegistryCredential | undefined;
  /** Has nobody entered the image host? Then the registry may tell it. */
  findImageHost: boolean;
  /** Entity ref, or what stands for a service. */
  caller: string;
  signal: AbortSignal | undefined;
}

export interface TriedConnection {
  settings: IntegrationSettings;
  diagnosis: Diagnosis;
  triedAt: Date;
}

export interface ConnectionTesterOptions {
  connector: IntegrationConnector;
  tested: TestedConnections;
  /** How long somebody waits for a test as a whole, in milliseconds. */
  deadlineMs: number;
}

/** Tries settings out on the registry they are for. */
export class ConnectionTester {
  readonly #options: ConnectionTesterOptions;

  static create(options: ConnectionTesterOptions): ConnectionTester {
    return new ConnectionTester(options);
  }

  private constructor(options: ConnectionTesterOptions) {
    this.#options = options;
  }

  /**
   * Tries them, unless a test of the same person has just passed with them.
   *
   * @returns also the settings, with the image host that was found
   * @throws ConnectionTestFailedError
   */
  async verify(attempt: ConnectionAttempt): Promise<TriedConnection> {
    const known = await this.#options.tested.recall(attempt);
    const tried = known ?? (await this.#try(attempt));
    const failure = firstFailure(tried.diagnosis);
    if (failure) {
      throw new ConnectionTestFailedError(tried.diagnosis, failure);
    }
    return tried;
  }

  async diagnose(attempt: ConnectionAttempt): Promise<Diagnosis> {
    const tried = await this.#try(attempt);
    if (!firstFailure(tried.diagnosis)) {
      this.#options.tested.remember(attempt, tried);
    }
    return tried.diagnosis;
  }

  async #try(attempt: ConnectionAttempt): Promise<TriedConnection> {
    const deadline = deadlineSignal(
      this.#options.deadlineMs,
      'Testing the connection',
    );
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
    return { diagnosis, settings, triedAt: new Date() };
  }

  async #with<T>(
    { settings, credential }: ConnectionAttempt,
    use: (client: RegistryClient) => Promise<T>,
  ): Promise<T> {
    const { client, close } = this.#options.connector.open(
      settings,
      credential,
    );
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
