import {
  Message,
  message,
  messageIn,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  deadlineSignal,
  isRegistryError,
  RegistryClient,
  RegistryError,
  skippedStep,
} from 'backstage-plugin-integrated-registry-node';
import { firstFailure, IntegrationSettings } from '../model';
import { ProviderRegistry } from '../providers';
import { ConnectionAttempt, TriedConnection } from './ConnectionAttempt';
import { ConnectionTestFailedError } from './ConnectionTestFailedError';
import { TriedImage, tryImages } from './ImageTrial';
import { IntegrationConnector } from './IntegrationConnector';
import { passwordHint } from './passwordHint';
import { isPulledAsAsked, pullFailureAt } from './pullFailureAt';
import { suggestSettings } from './suggestSettings';
import { TestedConnections } from './TestedConnections';

export interface ConnectionTesterOptions {
  connector: IntegrationConnector;
  providers: ProviderRegistry;
  tested: TestedConnections;
  /** How long somebody waits for a test as a whole, in milliseconds. */
  deadlineMs: number;
}

/** Tries settings out on the registry they are for. */
export class ConnectionTester {
  readonly #options: ConnectionTesterOptions;

  constructor(options: ConnectionTesterOptions) {
    this.#options = options;
  }

  /**
   * Tries them, unless a test of the same person has just passed with them.
   *
   * @returns also the settings, with the image host that was found and what proves it
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

  async diagnose(attempt: ConnectionAttempt): Promise<TriedConnection> {
    const tried = await this.#try(attempt);
    if (!firstFailure(tried.diagnosis)) {
      this.#options.tested.remember(attempt, tried);
    }
    return tried;
  }

  async #try(attempt: ConnectionAttempt): Promise<TriedConnection> {
    const deadline = deadlineSignal(
      this.#options.deadlineMs,
      message('TESTING_THE_CONNECTION'),
    );
    const signal = attempt.signal
      ? AbortSignal.any([attempt.signal, deadline])
      : deadline;
    const imageHost = attempt.findImageHost
      ? await this.#with(attempt, client => findImageHost(client, { signal }))
      : undefined;
    let settings = {
      ...attempt.settings,
      ...(imageHost !== undefined && {
        imageHost,
        imageHostProof: 'address' as const,
      }),
    };
    const { connection, images } = await this.#with(
      { ...attempt, settings },
      async client => {
        const found = await client.diagnose({ signal });
        return {
          connection: found,
          images: found.ok
            ? await tryImages({
                client,
                signal,
                declared: settings.repositories,
                describe: async image => {
                  const proof = await this.#proveImageHost(
                    { ...attempt, settings },
                    image,
                    imageHost === undefined,
                    signal,
                  );
                  settings = proof.settings;
                  return proof.found;
                },
              })
            : [skippedStep('list'), skippedStep('pull')],
        };
      },
    );
    const steps = [...connection.steps, ...images].map(step =>
      passwordHint(step, attempt.credential),
    );
    const ok = steps.every(({ state }) => state !== 'failed');
    const suggestion = await suggestSettings({
      ...this.#options,
      settings,
      failed: steps.find(({ state }) => state === 'failed'),
      signal,
    });
    return {
      settings,
      diagnosis: {
        ...connection,
        ok,
        steps,
        ...(suggestion && { suggestion }),
      },
      triedAt: new Date(),
    };
  }

  /** @throws RegistryError where nobody could pull anything */
  async #proveImageHost(
    attempt: ConnectionAttempt,
    image: TriedImage,
    mayFind: boolean,
    signal: AbortSignal,
  ): Promise<{ settings: IntegrationSettings; found?: Message }> {
    const { settings, findImageHost: isOpen } = attempt;
    const { connector, providers } = this.#options;
    if (isPulledAsAsked(settings.url, settings.imageHost)) {
      return { settings };
    }
    const { type, url } = settings;
    const guessed =
      (isOpen && mayFind && providers.get(type).guessImageHosts?.(url)) || [];
    const candidates = guessed.length > 0 ? guessed : [settings.imageHost];
    let failure: RegistryError | undefined;
    for (const imageHost of candidates) {
      const found = await pullFailureAt(imageHost, image, attempt, {
        connector,
        signal,
      });
      if (!found) {
        return {
          settings: {
            ...settings,
            imageHost,
            imageHostProof: settings.imageHostProof ?? 'pull',
          },
          found: message('STEP_PULLED_AS', {
            image: `${imageHost}/${image.repository}`,
          }),
        };
      }
      failure ??= found;
    }
    if (guessed.length > 0) {
      throw nothingToPull(settings.url);
    }
    return {
      settings,
      found: message('STEP_PULL_UNPROVEN', {
        imageHost: settings.imageHost,
        reason: failure ? messageIn(failure) : '',
      }),
    };
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

function nothingToPull(url: string): RegistryError {
  const { host } = new URL(url);
  return new RegistryError('NOT_A_REGISTRY', {
    message: message('NOTHING_TO_PULL', { address: url, host }),
    remedy: message('ENTER_IMAGE_HOST_OR_SERVE'),
  });
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
