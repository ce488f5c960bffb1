import {
  CallOptions,
  expectJson,
  ownAuthorization,
  parseLinkHeader,
  RegistryConnection,
  RegistryError,
  RegistryTag,
  TransportResponse,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';

const versionSchema = z.object({ version: z.string() });
const userSchema = z.object({ login: z.string() });
const packagesSchema = z.array(
  z.object({
    name: z.string(),
    /** The tag; of a manifest without one, its digest. */
    version: z.string(),
    created_at: z.iso.datetime({ offset: true }).optional().catch(undefined),
  }),
);

/** Gitea gives no more at a time, unless it was configured to. */
const PAGE_SIZE = 50;

/**
 * What Gitea tells beside the registry API.
 *
 * Source: Gitea's and Forgejo's own description of their API v1 (`/swagger.v1.json`), `listPackages`,
 * `getVersion` and `userGetCurrent`.
 */
export class GiteaApi {
  readonly #connection: RegistryConnection;

  constructor(connection: RegistryConnection) {
    this.#connection = connection;
  }

  /**
   * @returns undefined where it is told to nobody without a login
   * @throws RegistryError `NOT_A_REGISTRY` where there is no Gitea
   */
  async version(options: CallOptions): Promise<string | undefined> {
    const response = await this.#get('/version', options, 'anybody');
    if (response.httpStatus === 401 || response.httpStatus === 403) {
      return undefined;
    }
    if (response.httpStatus === 404) {
      throw new RegistryError('NOT_A_REGISTRY', {
        message:
          'A registry answers at this address, but not that of a Gitea or Forgejo.',
        remedy:
          'Choose the type “Docker Registry”, or check the address: it is the one people open Gitea by.',
        upstreamStatus: response.httpStatus,
      });
    }
    return this.#read(response, versionSchema, 'its version').version;
  }

  /** The name of whom the credential belongs to. */
  async user(options: CallOptions): Promise<string> {
    const response = await this.#get('/user', options);
    if (response.httpStatus === 401) {
      // Gitea has answered before: whoever has a valid credential is told whose it is.
      throw new RegistryError('UNAUTHORIZED', {
        message: 'Login failed: Gitea rejected the user name or password.',
        remedy: 'Check user name and password or access token.',
        upstreamStatus: response.httpStatus,
      });
    }
    if (response.httpStatus === 403) {
      throw new RegistryError('FORBIDDEN', {
        message: 'The access token is not allowed to read whom it belongs to.',
        remedy: 'Give the token the permissions read:user and read:package.',
        upstreamStatus: response.httpStatus,
      });
    }
    return this.#read(response, userSchema, 'the login').login;
  }

  /**
   * One page of the tags of an image, newest push first. It may be empty without being the last:
   * Gitea looks for part of a name.
   *
   * @param page - from 1 on
   */
  async tags(
    image: { owner: string; name: string },
    page: number,
    options: CallOptions,
  ): Promise<{ items: RegistryTag[]; last: boolean }> {
    const query = new URLSearchParams({
      type: 'container',
      q: image.name,
      page: String(page),
      limit: String(PAGE_SIZE),
    });
    const response = await this.#get(
      `/packages/${encodeURIComponent(image.owner)}?${query}`,
      options,
    );
    const found = this.#read(
      response,
      packagesSchema,
      `the tags of ${image.owner}/${image.name}`,
    );
    return {
      items: found
        .filter(
          ({ name, version }) => name === image.name && !isDigest(version),
        )
        .map(({ version, created_at: createdAt }) => ({
          name: version,
          ...(createdAt && { pushedAt: new Date(createdAt).toISOString() }),
        })),
      // Whether there is a next page is believed; where it is, is known.
      last:
        found.length === 0 ||
        parseLinkHeader(response.headers.get('link')) === undefined,
    };
  }

  #get(
    path: string,
    { signal }: CallOptions,
    as: 'self' | 'anybody' = 'self',
  ): Promise<TransportResponse> {
    const { url, transport, credential } = this.#connection;
    return transport.request({
      url: `${url}/api/v1${path}`,
      headers: { accept: 'application/json' },
      ...(as === 'self' &&
        credential && { authorization: ownAuthorization(credential) }),
      signal,
    });
  }

  #read<T extends z.ZodType>(
    response: TransportResponse,
    schema: T,
    what: string,
  ): z.output<T> {
    const hasCredential = this.#connection.credential !== undefined;
    return expectJson(response, schema, { what, hasCredential });
  }
}

function isDigest(version: string): boolean {
  return version.startsWith('sha256:');
}
