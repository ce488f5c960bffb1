import { message, Text } from 'backstage-plugin-integrated-registry-common';
import {
  answerLimits,
  boundedList,
  CallOptions,
  errorOf,
  expectJson,
  HttpTransport,
  isRegistryError,
  ownAuthorization,
  RegistryCredential,
  RegistryError,
  RequestContext,
  TransportRequest,
  TransportResponse,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import {
  HarborPage,
  HarborPosition,
  readBackwards,
  ReadHarbor,
  ReadHarborPage,
} from './HarborPages';
import { readInParts } from './readInParts';

export interface HarborApiOptions {
  /** Without `/api/v2.0`. */
  url: string;
  transport: HttpTransport;
  credential?: RegistryCredential;
}

/** On one page, of whoever does not keep to the size. */
const MAX_ITEMS = 1_000;
/** Of a list. */
const MAX_ENTRIES = 10_000_000;

type Query = Record<string, string>;

interface SendOptions extends GetOptions {
  anonymous?: boolean;
  method?: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  body?: object;
}

interface GetOptions extends CallOptions {
  query?: Query;
  headers?: Record<string, string>;
  priority?: TransportRequest['priority'];
}

/**
 * Harbor's API v2.0. Basic goes with each request and no cookie is kept: a session would bring
 * refusals for lack of a CSRF token.
 *
 * Source: https://goharbor.io, API v2.0 (`api/v2.0/swagger.yaml` of the project).
 */
export class HarborApi {
  readonly #options: HarborApiOptions;

  constructor(options: HarborApiOptions) {
    this.#options = options;
  }

  /** @throws RegistryError for any answer but the one that was asked for */
  async get<T extends z.ZodType>(
    path: string,
    schema: T,
    what: Text,
    options: GetOptions,
  ): Promise<z.output<T>> {
    const response = await this.send(path, options);
    return expectJson(response, schema, this.#asked(what));
  }

  /** Page `page`, from 1 on, of so many entries. */
  async page<T extends z.ZodType>(
    path: string,
    { page, size }: { page: number; size: number },
    schema: T,
    what: Text,
    options: GetOptions,
  ): Promise<HarborPage<z.output<T>>> {
    if (page * size > MAX_ENTRIES) {
      throw new RegistryError('BAD_RESPONSE', {
        message: message('HARBOR_LIST_ENDLESS', { what }),
      });
    }
    const response = await this.send(path, {
      ...options,
      query: {
        ...options.query,
        page: String(page),
        page_size: String(size),
      },
    });
    const items = expectJson(
      response,
      boundedList(schema, MAX_ITEMS)
        .nullable()
        .transform(all => all ?? []),
      this.#asked(what),
    );
    const header = response.headers.get('x-total-count') ?? '';
    const total = /^\d{1,9}$/.test(header) ? Number(header) : undefined;
    return { items, ...(total !== undefined && { total }) };
  }

  /**
   * All pages of a list, from the last one to the first.
   *
   * @param keyOf - what two entries have in common that are the same
   * @param options - `inParts`: entries may be of any size, since people write into them
   */
  pages<T extends z.ZodType>(
    path: string,
    schema: T,
    keyOf: (item: z.output<T>) => string,
    what: Text,
    {
      from,
      inParts = false,
      ...options
    }: GetOptions & { from?: HarborPosition; inParts?: boolean },
  ): AsyncGenerator<ReadHarborPage<z.output<T>>, void, undefined> {
    // Not by the link to the next page: it may go on for ever.
    const read: ReadHarbor<z.output<T>> = (page, size) =>
      this.page(path, { page, size }, schema, what, options);
    return readBackwards(
      inParts ? (page, size) => readInParts(read, { page, size }) : read,
      keyOf,
      from,
    );
  }

  /**
   * Everybody who is logged in may ask whether there is a project of a name.
   *
   * Source: https://goharbor.io, API v2.0, `headProject`.
   */
  async isProjectGone(
    project: string,
    options: Omit<GetOptions, 'query'>,
  ): Promise<boolean> {
    const { httpStatus } = await this.send('/api/v2.0/projects', {
      ...options,
      method: 'HEAD',
      query: { project_name: project },
    });
    return httpStatus === 404;
  }

  /** @throws RegistryError only where no answer arrives */
  async send(
    path: string,
    { query = {}, headers, anonymous, method, body, ...options }: SendOptions,
  ): Promise<TransportResponse> {
    const { url, transport, credential } = this.#options;
    const parameters = new URLSearchParams(query).toString();
    return transport.request({
      ...options,
      ...(method && { method }),
      ...(body && { body: JSON.stringify(body) }),
      url: `${url}${path}${parameters && `?${parameters}`}`,
      // A report may have thousands of vulnerabilities of some kilobytes each.
      maxBytes: answerLimits.bytes,
      headers: {
        accept: 'application/json',
        // Else a project whose name is a number is taken for the id of another.
        'x-is-resource-name': 'true',
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(credential &&
        !anonymous && { authorization: ownAuthorization(credential) }),
    });
  }

  errorOf(response: TransportResponse, what: Text): RegistryError {
    return errorOf(response, this.#asked(what));
  }

  #asked(what: Text): RequestContext {
    return { what, hasCredential: this.#options.credential !== undefined };
  }
}

/** May the caller merely not have what was asked for? */
export function isRefusal(error: unknown): error is RegistryError {
  return (
    isRegistryError(error) &&
    ['UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND'].includes(error.code)
  );
}
