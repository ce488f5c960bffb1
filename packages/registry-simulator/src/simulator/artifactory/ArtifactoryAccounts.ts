import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { badCredentials } from './answers';
import { ArtifactoryCaller } from './ArtifactoryCaller';
import { ArtifactoryTokens } from './ArtifactoryTokens';
import { ArtifactoryAccount, ArtifactoryOptions } from './options';

interface HandedOut {
  caller: ArtifactoryCaller;
  expires: number;
}

/** Who is who, and who may read which repository key. */
export class ArtifactoryAccounts {
  readonly #options: ArtifactoryOptions;
  readonly #onToken: (token: string) => void;
  readonly #handedOut = new Map<string, HandedOut>();
  readonly #tokens: ArtifactoryTokens;
  readonly tokenLifetimeSeconds: number;

  constructor(
    options: ArtifactoryOptions,
    tokens: ArtifactoryTokens,
    onToken: (token: string) => void = () => {},
  ) {
    this.#options = options;
    this.#tokens = tokens;
    this.#onToken = onToken;
    this.tokenLifetimeSeconds = options.tokenLifetimeSeconds ?? 3_600;
  }

  /**
   * @param own - also by the tokens that it handed out itself to the container tools
   * @throws Refusal of credentials that nobody has
   */
  callerOf({ headers }: IncomingMessage, own = false): ArtifactoryCaller {
    const apiKey = headers['x-jfrog-art-api'];
    if (apiKey !== undefined) {
      return this.#byApiKey(String(apiKey));
    }
    const { authorization } = headers;
    if (authorization === undefined) {
      return this.#anonymous();
    }
    const [, scheme, credentials] =
      /^(Basic|Bearer) (.+)$/i.exec(authorization) ?? [];
    const found =
      scheme?.toLowerCase() === 'basic'
        ? this.#byPassword(Buffer.from(credentials, 'base64').toString('utf8'))
        : this.#byToken(credentials, own);
    if (!found) {
      throw badCredentials();
    }
    return found;
  }

  /** For the container tools. It opens all that its owner may read: of its scopes nothing is known. */
  handOut(caller: ArtifactoryCaller): string {
    const now = Date.now();
    for (const [token, { expires }] of this.#handedOut) {
      if (expires > now) {
        break;
      }
      this.#handedOut.delete(token);
    }
    const token = randomUUID();
    this.#onToken(token);
    const expires = now + this.tokenLifetimeSeconds * 1_000;
    this.#handedOut.set(token, { caller, expires });
    return token;
  }

  #anonymous(): ArtifactoryCaller {
    const keys = this.#options.anonymous ?? [];
    return {
      anonymous: true,
      admin: false,
      username: 'anonymous',
      reads: key => keys.includes(key),
    };
  }

  #byApiKey(key: string): ArtifactoryCaller {
    const account = this.#options.accounts.find(
      ({ apiKey }) => apiKey !== undefined && apiKey === key,
    );
    if (!account || !this.#options.habits?.apiKeys) {
      throw badCredentials();
    }
    return callerFor(account);
  }

  #byPassword(pair: string): ArtifactoryCaller | undefined {
    const colon = pair.indexOf(':');
    const username = pair.slice(0, colon);
    const secret = pair.slice(colon + 1);
    const account = this.#options.accounts.find(
      known => known.username === username,
    );
    if (!account || secret === '') {
      return this.#tokens.callerOf(secret, username);
    }
    if (
      account.password === secret ||
      (this.#options.habits?.apiKeys && account.apiKey === secret)
    ) {
      return callerFor(account);
    }
    return (
      byTokenOf(account, secret) ?? this.#tokens.callerOf(secret, username)
    );
  }

  #byToken(token: string, own: boolean): ArtifactoryCaller | undefined {
    const handedOut = this.#handedOut.get(token);
    if (handedOut) {
      const usable = own && !this.#options.habits?.refusesOwnTokens;
      return usable && handedOut.expires > Date.now()
        ? handedOut.caller
        : undefined;
    }
    for (const account of this.#options.accounts) {
      const found = byTokenOf(account, token);
      if (found) {
        return found;
      }
    }
    return this.#tokens.callerOf(token);
  }
}

function byTokenOf(
  account: ArtifactoryAccount,
  value: string,
): ArtifactoryCaller | undefined {
  const token = account.tokens?.find(known => known.value === value);
  return token && callerFor(account, token.repositories);
}

function callerFor(
  { admin = false, username, repositories }: ArtifactoryAccount,
  ofToken?: readonly string[],
): ArtifactoryCaller {
  return {
    anonymous: false,
    admin,
    username,
    reads: key =>
      (admin || (repositories?.includes(key) ?? true)) &&
      (ofToken?.includes(key) ?? true),
  };
}
