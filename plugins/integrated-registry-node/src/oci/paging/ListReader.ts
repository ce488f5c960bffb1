import { Text } from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from '../../errors';
import { TagNames } from '../../provider';
import { answerLimits, TransportResponse } from '../../transport';
import { Authenticator } from '../authenticate';
import { errorCodes } from '../../responses';
import { nextPosition, PagePosition, repeats, totalOf } from './PagePosition';

/** @see ListReader.page */
export interface ListRequest {
  /** Without query, from `/v2/` on. */
  path: string;
  scope: string;
  /** As in "The registry does not have ...". */
  what: Text;
  position: PagePosition | undefined;
  limit?: number;
  /** May a list that comes whole be answered as `names`? */
  packed?: boolean;
  signal: AbortSignal;
  priority?: 'background';
  /** Of each request, in milliseconds. */
  deadlineMs?: number;
}

/** @see ListReader.page */
export interface ListPage {
  items: string[];
  /** In place of `items`. */
  names?: TagNames;
  next?: PagePosition;
  /** There may be more, which the registry does not give away. */
  unproven?: boolean;
}

type Read = (response: TransportResponse) => string[];

/** What most registries allow at most, what stricter ones do, and what each has by itself. */
const PAGE_SIZES: readonly (number | undefined)[] = [1_000, 100, undefined];
/** For registries that know how many are wanted, and not where to go on. */
const WIDE_SIZES = [10_000, 100_000, 1_000_000];

/** Reads lists page by page, in pages as large as the registry allows. */
export class ListReader {
  readonly #url: string;
  readonly #authenticator: Authenticator;
  readonly #offsets: boolean;
  /** Position in `PAGE_SIZES`: the last one the registry did not refuse. */
  #pageSize = 0;

  constructor(options: {
    url: string;
    authenticator: Authenticator;
    /** `last` is the number of items before the page, not the name of the last one. */
    offsets?: boolean;
  }) {
    this.#url = options.url;
    this.#authenticator = options.authenticator;
    this.#offsets = options.offsets ?? false;
  }

  /** @throws RegistryError */
  async page(request: ListRequest, read: Read): Promise<ListPage> {
    const { position, what, limit: wanted } = request;
    if (position?.last !== undefined && !position.sorted && !this.#offsets) {
      // In a list without an order there is nothing behind a name.
      const whole = await this.#wide(request, read);
      if (whole) {
        return whole;
      }
    }
    for (let pageSize = this.#pageSize; ; ) {
      const limit = limitOf(PAGE_SIZES[pageSize], wanted);
      const response = await this.#send(request, queryOf(limit, position));
      if (response.httpStatus === 200) {
        this.#pageSize = Math.max(this.#pageSize, pageSize);
        const names =
          request.packed && !position ? wholeList(response, limit) : undefined;
        if (names) {
          return { items: [], names };
        }
        const items = read(response);
        if (position?.last !== undefined && repeats(items, position)) {
          return this.#again(request, read);
        }
        const next = nextPosition(response, {
          items,
          limit: position?.query === undefined ? limit : undefined,
          position,
          what,
          offsets: this.#offsets,
        });
        return next === 'unreadable'
          ? { items, unproven: true }
          : { items, ...(next && { next }) };
      }
      if (position?.last !== undefined && response.httpStatus === 400) {
        // Its `last` is no name, so it was no name that it stopped at.
        return this.#again(request, read);
      }
      do {
        pageSize += 1;
      } while (
        pageSize < PAGE_SIZES.length &&
        limitOf(PAGE_SIZES[pageSize], wanted) === limit
      );
      if (
        position?.query !== undefined ||
        pageSize >= PAGE_SIZES.length ||
        !refusesNumber(response)
      ) {
        throw this.#authenticator.errorOf(response, what);
      }
    }
  }

  /** The registry did not go on behind the last item: the end, or it cannot. */
  async #again(request: ListRequest, read: Read): Promise<ListPage> {
    return (await this.#wide(request, read)) ?? { items: [], unproven: true };
  }

  /**
   * The whole list at once, which is proven where fewer come than were asked for and no fewer than
   * have come before.
   *
   * @returns undefined where the registry does not give away so much at once
   */
  async #wide(request: ListRequest, read: Read): Promise<ListPage | undefined> {
    const known = request.position?.offset ?? 0;
    for (const size of WIDE_SIZES) {
      const response = await this.#sendWide(request, size);
      const items = response?.httpStatus === 200 ? read(response) : [];
      const total = (response && totalOf(response)) ?? items.length;
      const partial = items.length < Math.max(known, total);
      if (partial || response?.headers.get('link')) {
        return undefined;
      }
      if (items.length < size) {
        // As many as one page has: all there are, or as many as the registry ever sends.
        const unproven =
          items.length === known &&
          known > 1 &&
          request.position?.page === 1 &&
          !(await this.#canGoOn(request, read));
        return {
          items: items.length === known ? [] : items,
          ...(unproven && { unproven }),
        };
      }
    }
    return undefined;
  }

  async #sendWide(
    request: ListRequest,
    size: number,
  ): Promise<TransportResponse | undefined> {
    try {
      return await this.#send(request, `n=${size}`);
    } catch (error) {
      if (isRegistryError(error) && !request.signal.aborted) {
        return undefined;
      }
      throw error;
    }
  }

  /** Does the registry find what stands behind the first item, or send everything at all times? */
  async #canGoOn(request: ListRequest, read: Read): Promise<boolean> {
    const { first = '', sorted } = request.position ?? {};
    const query = new URLSearchParams({
      n: '1',
      last: this.#offsets ? '1' : first,
    });
    const response = await this.#send(request, query.toString());
    const items = response.httpStatus === 200 ? read(response) : [];
    return (
      items.length > 1 ||
      (items.length === 1 && sorted === true && items[0] !== first)
    );
  }

  #send(
    { path, scope, signal, priority, deadlineMs }: ListRequest,
    query: string,
  ): Promise<TransportResponse> {
    return this.#authenticator.send({
      scope,
      signal,
      ...(priority && { priority }),
      ...(deadlineMs !== undefined && { deadlineMs }),
      url: `${this.#url}${path}${query && `?${query}`}`,
      headers: { accept: 'application/json' },
      maxBytes: answerLimits.bytes,
    });
  }
}

/** The names of a list of which no page follows: more came than were asked for. */
function wholeList(
  response: TransportResponse,
  limit: number | undefined,
): TagNames | undefined {
  const mayGoOn =
    response.headers.has('link') || totalOf(response) !== undefined;
  const names = mayGoOn ? undefined : TagNames.read(response.body);
  return names && limit !== undefined && names.length > limit
    ? names
    : undefined;
}

function limitOf(
  most: number | undefined,
  wanted: number | undefined,
): number | undefined {
  return most === undefined ? undefined : Math.min(most, wanted ?? most);
}

function queryOf(
  limit: number | undefined,
  position: PagePosition | undefined,
): string {
  if (position?.query !== undefined) {
    return withWholeNumber(position.query, limit);
  }
  const query = new URLSearchParams();
  if (limit !== undefined) {
    query.set('n', String(limit));
  }
  if (position?.last !== undefined) {
    query.set('last', position.last);
  }
  return query.toString();
}

/** Some registries name `n=0` as the size of their next page, and would send nothing for it. */
function withWholeNumber(own: string, limit: number | undefined): string {
  const query = new URLSearchParams(own);
  const size = query.get('n');
  if (size === null || /^0*[1-9]\d*$/.test(size)) {
    return own;
  }
  query.delete('n');
  if (limit !== undefined) {
    query.set('n', String(limit));
  }
  return query.toString();
}

function refusesNumber(response: TransportResponse): boolean {
  return (
    [400, 405, 416, 422].includes(response.httpStatus) ||
    errorCodes(response).includes('PAGINATION_NUMBER_INVALID')
  );
}
