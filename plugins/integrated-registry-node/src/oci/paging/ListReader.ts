import { TransportResponse } from '../../transport/HttpTransport';
import { Authenticator } from '../authenticate';
import { errorCodes, errorOf } from '../responses';
import { nextPosition, PagePosition } from './PagePosition';

/** @see ListReader.page */
export interface ListRequest {
  /** Without query, from `/v2/` on. */
  path: string;
  scope: string;
  /** As in "The registry does not have ...". */
  what: string;
  position: PagePosition | undefined;
  limit?: number;
  signal: AbortSignal;
  priority?: 'background';
  /** Of each request, in milliseconds. */
  deadlineMs?: number;
}

/** What most registries allow at most, what stricter ones do, and what each has by itself. */
const PAGE_SIZES: readonly (number | undefined)[] = [1_000, 100, undefined];
const MAX_LIST_BYTES = 16 * 1024 * 1024;

/** Reads lists page by page, in pages as large as the registry allows. */
export class ListReader {
  readonly #url: string;
  readonly #authenticator: Authenticator;
  readonly #offsets: boolean;
  /** Position in `PAGE_SIZES`: the last one the registry did not refuse. */
  #pageSize = 0;

  static create(options: {
    url: string;
    authenticator: Authenticator;
    /** `last` is the number of items before the page, not the name of the last one. */
    offsets?: boolean;
  }) {
    return new ListReader(
      options.url,
      options.authenticator,
      options.offsets ?? false,
    );
  }

  private constructor(
    url: string,
    authenticator: Authenticator,
    offsets: boolean,
  ) {
    this.#url = url;
    this.#authenticator = authenticator;
    this.#offsets = offsets;
  }

  /** @throws RegistryError */
  async page(
    request: ListRequest,
    read: (response: TransportResponse) => string[],
  ): Promise<{ items: string[]; next?: PagePosition }> {
    const { path, position, what, limit: wanted, ...rest } = request;
    for (let pageSize = this.#pageSize; ; ) {
      const limit = limitOf(PAGE_SIZES[pageSize], wanted, position);
      const response = await this.#authenticator.send({
        ...rest,
        url: `${this.#url}${path}${queryOf(limit, position)}`,
        headers: { accept: 'application/json' },
        maxBytes: MAX_LIST_BYTES,
      });
      if (response.httpStatus === 200) {
        this.#pageSize = Math.max(this.#pageSize, pageSize);
        const items = read(response);
        if (
          position?.guessed &&
          items.includes(position.after ?? position.last ?? '')
        ) {
          // It was not paging after all, and has sent the same once more.
          return { items: [] };
        }
        return {
          items,
          next: nextPosition(response, {
            items,
            limit,
            position,
            what,
            offsets: this.#offsets,
          }),
        };
      }
      if (position?.guessed && response.httpStatus === 400) {
        // Its `last` is no name, so it was no name that it stopped at.
        return { items: [] };
      }
      do {
        pageSize += 1;
      } while (
        pageSize < PAGE_SIZES.length &&
        limitOf(PAGE_SIZES[pageSize], wanted, position) === limit
      );
      if (pageSize >= PAGE_SIZES.length || !refusesNumber(response)) {
        const { hasCredential } = this.#authenticator;
        throw errorOf(response, { what, hasCredential });
      }
    }
  }
}

function limitOf(
  most: number | undefined,
  wanted: number | undefined,
  position: PagePosition | undefined,
): number | undefined {
  // The size a `Link` named; a wild one does not count.
  const named = Number(position?.n);
  const known = Number.isInteger(named) && named > 0 ? named : undefined;
  return most === undefined
    ? known
    : Math.min(most, wanted ?? most, known ?? most);
}

function queryOf(
  limit: number | undefined,
  position: PagePosition | undefined,
): string {
  const query = new URLSearchParams();
  const values = {
    n: limit?.toString(),
    last: position?.last,
    next_page: position?.next_page,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) {
      query.set(name, value);
    }
  }
  return query.size > 0 ? `?${query}` : '';
}

function refusesNumber(response: TransportResponse): boolean {
  return (
    [400, 405, 416, 422].includes(response.httpStatus) ||
    errorCodes(response).includes('PAGINATION_NUMBER_INVALID')
  );
}
