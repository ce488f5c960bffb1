import {
  Diagnosis,
  integrationFieldsWith,
} from 'backstage-plugin-integrated-registry-common';
import { CredentialCipher } from '../credentials';
import { ImageHostProof } from '../model';
import { RegistryCache } from '../platform';
import { ConnectionAttempt, TriedConnection } from './ConnectionAttempt';

export interface TestedConnectionsOptions {
  cache: RegistryCache;
  cipher: Pick<CredentialCipher, 'fingerprint'>;
}

const SHOWN = integrationFieldsWith({
  connection: true,
  keptWith: 'settings',
});

interface Tested {
  imageHost: string;
  imageHostProof?: ImageHostProof;
  diagnosis: Diagnosis;
}

/**
 * Tests that have passed, for a short while, so that who saves what they have just tested need not
 * wait for the same test again. Remembered by a keyed hash of the person, the settings and the
 * credential; none of them is kept.
 */
export class TestedConnections {
  readonly #options: TestedConnectionsOptions;

  constructor(options: TestedConnectionsOptions) {
    this.#options = options;
  }

  remember(
    attempt: ConnectionAttempt,
    { diagnosis, settings: { imageHost, imageHostProof } }: TriedConnection,
  ): void {
    const tested: Tested = { imageHost, imageHostProof, diagnosis };
    this.#options.cache.put('testedConnections', this.#keyOf(attempt), tested);
  }

  async recall(
    attempt: ConnectionAttempt,
  ): Promise<TriedConnection | undefined> {
    const known = await this.#options.cache.known<Tested>(
      'testedConnections',
      this.#keyOf(attempt),
    );
    if (!known) {
      return undefined;
    }
    const { imageHost, imageHostProof, diagnosis } = known.value;
    return {
      settings: {
        ...attempt.settings,
        imageHost,
        ...(imageHostProof && { imageHostProof }),
      },
      diagnosis,
      triedAt: new Date(known.readAt),
    };
  }

  #keyOf({ settings, credential, findImageHost, caller }: ConnectionAttempt) {
    // What a registry is shown; a name or whom it is shared with change nothing.
    const text = JSON.stringify([
      caller,
      findImageHost,
      SHOWN.map(field => settings[field]),
      [credential?.username, credential?.password],
    ]);
    return [this.#options.cipher.fingerprint(text)];
  }
}
