import { message } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  MintedPullCredential,
  MintPullCredentialOptions,
  readJson,
  RegistryCredential,
  RegistryError,
  TransportResponse,
} from 'backstage-plugin-integrated-registry-node';
import { JfrogApi } from './JfrogApi';
import { accessTokenSchema, tokenListSchema, TokenOfList } from './schema';

const TOKENS = '/access/api/v1/tokens';
const WHAT = message('MINTED_CREDENTIAL');
const LIST = message('ACCESS_TOKENS');
const DAY_SECONDS = 86_400;
/** Quotes and commas would name a second group. */
const GROUP = /^[^"\\,\p{Cc}]{1,255}$/u;

/**
 * Access tokens with the rights of one group, for a user that exists by its token alone. Shorter than some hours
 * they cannot be revoked; a day is the least here.
 *
 * Source: JFrog REST API, "Create Token", "Get Tokens", "Revoke Token by ID", of Artifactory 7.21.1 and later;
 * that the user name need not exist: JFrog's own `artifactory-secrets-plugin` for Vault.
 */
export class JfrogMinting {
  readonly #api: JfrogApi;
  readonly #credential: RegistryCredential | undefined;
  readonly #verifyLogin: (options: CallOptions) => Promise<unknown>;

  constructor(
    api: JfrogApi,
    credential: RegistryCredential | undefined,
    verifyLogin: (options: CallOptions) => Promise<unknown>,
  ) {
    this.#api = api;
    this.#credential = credential;
    this.#verifyLogin = verifyLogin;
  }

  /** @throws RegistryError `FORBIDDEN` that names the right which is missing */
  async mint({
    name,
    days,
    group = '',
    signal,
  }: MintPullCredentialOptions): Promise<MintedPullCredential> {
    if (!GROUP.test(group)) {
      throw new RegistryError('FORBIDDEN', {
        message: message('JFROG_NO_GROUP', { group: group.slice(0, 255) }),
        remedy: message('JFROG_ENTER_GROUP'),
      });
    }
    const asked = days * DAY_SECONDS;
    const response = await this.#api.sendToAccess(TOKENS, {
      signal,
      json: {
        username: name,
        scope: `applied-permissions/groups:"${group}"`,
        expires_in: asked,
        refreshable: false,
        description: descriptionOf(name),
      },
    });
    await this.#refuse(response, { signal }, () => ({
      message: message('JFROG_MAY_NOT_MINT', { who: this.#who(), group }),
      remedy: message('JFROG_ENTER_PLATFORM_ADMIN'),
    }));
    if (response.httpStatus !== 200 && response.httpStatus !== 201) {
      throw this.#api.errorOf(response, WHAT);
    }
    const token = readJson(response, accessTokenSchema, WHAT);
    return {
      // Whose token it is has the last word: Artifactory refuses it to other user names.
      username: subjectOf(token.access_token) ?? name,
      password: token.access_token,
      expiresAt: new Date(Date.now() + (token.expires_in || asked) * 1_000),
    };
  }

  /** @throws RegistryError `FORBIDDEN` where the login may not list or revoke tokens */
  async revoke(name: string, { signal }: CallOptions): Promise<void> {
    const mayNot = () => ({
      message: message('JFROG_MAY_NOT_REVOKE', { who: this.#who(), name }),
      remedy: message('JFROG_REVOKE_TOKEN', { name }),
    });
    const description = new URLSearchParams({
      description: descriptionOf(name),
    });
    const response = await this.#api.sendToAccess(`${TOKENS}?${description}`, {
      signal,
    });
    await this.#refuse(response, { signal }, mayNot);
    if (response.httpStatus !== 200) {
      throw this.#api.errorOf(response, LIST);
    }
    const { tokens } = readJson(response, tokenListSchema, LIST);
    for (const { token_id: id } of tokens.filter(isMinted(name))) {
      const ended = await this.#api.sendToAccess(
        `${TOKENS}/${encodeURIComponent(id)}`,
        { signal, method: 'DELETE' },
      );
      if (ended.httpStatus !== 404) {
        await this.#refuse(ended, { signal }, mayNot);
        if (ended.httpStatus !== 200 && ended.httpStatus !== 204) {
          throw this.#api.errorOf(ended, LIST);
        }
      }
    }
  }

  /** Of what both calls are refused with. */
  async #refuse(
    { httpStatus: upstreamStatus }: TransportResponse,
    options: CallOptions,
    mayNot: () => Pick<
      ConstructorParameters<typeof RegistryError>[1],
      'message' | 'remedy'
    >,
  ): Promise<void> {
    if (upstreamStatus === 401) {
      // Where the login is wrong, this says so.
      await this.#verifyLogin(options);
    }
    if (upstreamStatus === 401 || upstreamStatus === 403) {
      throw new RegistryError('FORBIDDEN', { ...mayNot(), upstreamStatus });
    }
    if (upstreamStatus === 404) {
      throw new RegistryError('UNSUPPORTED_VERSION', {
        message: message('JFROG_NO_TOKENS'),
        remedy: message('JFROG_CHECK_ACCESS'),
        upstreamStatus,
      });
    }
  }

  #who() {
    return this.#credential?.username ?? message('CALLERS_WITHOUT_LOGIN');
  }
}

/** By this a token is known again. What earlier versions have written must stay readable. */
function descriptionOf(name: string): string {
  return `Pull credential ${name} of the Integrated Registry`;
}

function isMinted(name: string): (token: TokenOfList) => boolean {
  return ({ token_id: id, description }) =>
    id !== '' && description === descriptionOf(name);
}

/** The user of a token that is a JWT: `jfac@01h0000/users/portal-1`. */
function subjectOf(token: string): string | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const { sub } = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    );
    return /\/users\/(.+)$/.exec(String(sub))?.[1];
  } catch {
    return undefined;
  }
}
