import { message, Text } from 'backstage-plugin-integrated-registry-common';
import {
  answerLimits,
  assertSameProtocol,
  CallOptions,
  errorOf,
  expectJson,
  HttpTransport,
  jsonOf,
  ownAuthorization,
  RegistryCredential,
  RegistryError,
  RequestContext,
  TransportRequest,
  TransportResponse,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { accessLoginForm, loginForm } from './accessToken';
import { claimsToBe, isArtifactory } from './recognise';
import { versionSchema } from './schema';

export interface JfrogApiOptions {
  /** Base addresses to try, the likeliest one first. */
  bases: readonly string[];
  transport: HttpTransport;
  credential?: RegistryCredential;
}

export interface SendOptions extends CallOptions {
  /** Leave the credential out. */
  anonymous?: boolean;
  /** Sent as plain text, by POST; it must change nothing. */
  body?: string;
  deadlineMs?: TransportRequest['deadlineMs'];
  priority?: TransportRequest['priority'];
}

interface RequestOptions extends SendOptions {
  method?: TransportRequest['method'];
  contentType?: string;
  login?: typeof loginForm;
}

/** Where Artifactory was found. */
export interface FoundJfrog {
  /** With `/artifactory` where it belongs there. */
  base: string;
  /** `7.46.11`, where it tells. */
  version?: string;
}

/** Artifactory's REST API. The credential goes with each request, without being asked for. */
export class JfrogApi {
  readonly #options: JfrogApiOptions;
  #found: FoundJfrog | undefined;

  constructor(options: JfrogApiOptions) {
    this.#options = options;
  }

  /**
   * Finds out, once, under which of the addresses Artifactory answers.
   *
   * @throws RegistryError `NOT_A_REGISTRY`, `PROTOCOL_MISMATCH`, or what the address answered with
   */
  async find(options: CallOptions): Promise<FoundJfrog> {
    options.signal.throwIfAborted();
    this.#found ??= await this.#find(options);
    return this.#found;
  }

  /** Its version, where it tells this user. */
  async version(options: CallOptions): Promise<string | undefined> {
    const { version } = await this.find(options);
    if (version !== undefined) {
      return version;
    }
    const response = await this.send('/api/system/version', options);
    // Users without special rights are often refused; nothing depends on it.
    return response.httpStatus === 200
      ? versionSchema.safeParse(jsonOf(response)).data?.version
      : undefined;
  }

  /** @throws RegistryError for any answer but the one that was asked for */
  async get<T extends z.ZodType>(
    path: string,
    schema: T,
    what: Text,
    options: SendOptions,
  ): Promise<z.output<T>> {
    const response = await this.send(path, options);
    return expectJson(response, schema, this.#asked(what, options));
  }

  /** @throws RegistryError only where no answer arrives, or no Artifactory is found */
  async send(path: string, options: SendOptions): Promise<TransportResponse> {
    const { base } = await this.find(options);
    return this.#request(`${base}${path}`, options);
  }

  /** To what stands before Artifactory since version 7, without a login. */
  async sendToRouter(
    path: string,
    options: CallOptions,
  ): Promise<TransportResponse> {
    const platform = await this.#platform(options);
    return this.#request(`${platform}${path}`, { ...options, anonymous: true });
  }

  /** To Access, the part of the platform that makes tokens; what is sent to it may change something. */
  async sendToAccess(
    path: string,
    { json, ...options }: CallOptions & { method?: 'DELETE'; json?: object },
  ): Promise<TransportResponse> {
    const platform = await this.#platform(options);
    return this.#request(`${platform}${path}`, {
      ...options,
      login: accessLoginForm,
      ...(json && {
        body: JSON.stringify(json),
        contentType: 'application/json',
      }),
    });
  }

  /** What Artifactory is a part of. */
  async #platform(options: CallOptions): Promise<string> {
    const { base } = await this.find(options);
    return base.replace(/\/artifactory$/, '');
  }

  errorOf(
    response: TransportResponse,
    what: Text,
    { anonymous }: { anonymous?: boolean } = {},
  ): RegistryError {
    return errorOf(response, this.#asked(what, { anonymous }));
  }

  #asked(what: Text, { anonymous }: { anonymous?: boolean }): RequestContext {
    const hasCredential = !anonymous && this.#options.credential !== undefined;
    return { what, hasCredential };
  }

  #request(
    url: string,
    {
      anonymous,
      body,
      contentType = 'text/plain',
      login = loginForm,
      ...options
    }: RequestOptions,
  ): Promise<TransportResponse> {
    const { credential, transport } = this.#options;
    return transport.request({
      ...options,
      url,
      maxBytes: answerLimits.bytes,
      headers: {
        accept: 'application/json, text/plain;q=0.5, */*;q=0.1',
        ...(body !== undefined && { 'content-type': contentType }),
      },
      ...(body !== undefined && { method: 'POST', body }),
      ...(credential &&
        !anonymous && {
          authorization: ownAuthorization(credential, login(credential)),
        }),
    });
  }

  async #find(options: CallOptions): Promise<FoundJfrog> {
    let failure: RegistryError | undefined;
    for (const base of this.#options.bases) {
      const ask = (path: string) =>
        this.#request(`${base}${path}`, { ...options, anonymous: true });
      // Needs no login, and tells nothing about one.
      const response = await ask('/api/system/ping');
      assertSameProtocol(response, base);
      if (await isArtifactory(response, () => ask('/api/system/version'))) {
        const version = claimsToBe(response)?.version;
        return { base, ...(version !== undefined && { version }) };
      }
      if (response.httpStatus === 429 || response.httpStatus >= 500) {
        failure ??= this.errorOf(response, message('ITS_STATE'), {
          anonymous: true,
        });
      }
    }
    throw (
      failure ??
      new RegistryError('NOT_A_REGISTRY', {
        message: message('JFROG_NOT_FOUND'),
        remedy: message('JFROG_CHECK_ADDRESS'),
      })
    );
  }
}
