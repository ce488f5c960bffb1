import { message } from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';
import { RegistryError } from '../errors';
import { CallOptions } from '../provider';
import { readJson } from '../responses';
import { eachInTurns } from '../timing';
import { whyNoCatalogue } from './catalogue';
import {
  endless,
  ListReader,
  OciPage,
  PagePosition,
  parseCursor,
  positionQuery,
  toPage,
} from './paging';

const CATALOGUE = message('LIST_OF_REPOSITORIES');
const CATALOGUE_SCOPE = 'registry:catalog:*';
const CATALOGUE_DEADLINE_MS = 30 * 60_000;
const PAGE_DEADLINE_MS = 30_000;
const MAX_EMPTY_PAGES = 10;

/**
 * Of as many names as an answer may hold. Among texts, one that is none is empty: nobody can pull it, and it is
 * counted so.
 */
export const namesSchema = z
  .custom<unknown[]>(
    list => Array.isArray(list) && (list.length === 0 || list.some(isText)),
  )
  .transform(list => list.map(name => (isText(name) ? name : '')))
  .nullish();
const catalogueSchema = z.object({ repositories: namesSchema });

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** The list of all repositories of a registry. */
export class OciCatalogue {
  readonly #lists: ListReader;
  readonly #verifyLogin: (options: CallOptions) => Promise<unknown>;

  /** @param verifyLogin - rejects where the registry does not accept the login */
  constructor(
    lists: ListReader,
    verifyLogin: (options: CallOptions) => Promise<unknown>,
  ) {
    this.#lists = lists;
    this.#verifyLogin = verifyLogin;
  }

  /** @see OciClient.listRepositories */
  async *pages(
    options: CallOptions & { cursor?: string; deadlineMs?: number },
  ): AsyncGenerator<OciPage, void, undefined> {
    const seen = new Set<string>();
    /** Names, of lists whose pages the registry may send once more. */
    const given = new Set<string>();
    let position =
      options.cursor === undefined ? undefined : parseCursor(options.cursor);
    let firstOfLastPage: string | undefined;
    let emptyPages = 0;
    const { signal, deadlineMs = CATALOGUE_DEADLINE_MS } = options;
    let leftMs = deadlineMs;
    do {
      const started = performance.now();
      const { items, next, unproven } = await this.#page(position, {
        signal,
        leftMs,
      });
      leftMs -= performance.now() - started;
      emptyPages = items.length === 0 ? emptyPages + 1 : 0;
      const repeats =
        position?.query !== undefined &&
        items.length > 0 &&
        items[0] === firstOfLastPage;
      const known = next !== undefined && seen.has(positionQuery(next));
      if (repeats || known || emptyPages > MAX_EMPTY_PAGES) {
        throw endless(CATALOGUE);
      }
      if (next && leftMs <= 0) {
        throw new RegistryError('TIMED_OUT', {
          message: message('LIST_NOT_ENDED_IN_TIME', {
            what: CATALOGUE,
            seconds: deadlineMs / 1_000,
          }),
        });
      }
      const page = await toPage(
        {
          items:
            given.size > 0 ? items.filter(name => !given.has(name)) : items,
          next,
          unproven,
        },
        { kind: 'registry' },
        CATALOGUE,
      );
      yield page;
      if (next) {
        seen.add(positionQuery(next));
      }
      if (next?.last !== undefined) {
        await eachInTurns(page.items, name => given.add(name));
      }
      firstOfLastPage = items[0];
      position = next;
    } while (position);
  }

  async #page(
    position: PagePosition | undefined,
    options: CallOptions & { leftMs: number },
  ) {
    const { signal, leftMs } = options;
    try {
      return await this.#lists.page(
        {
          path: '/v2/_catalog',
          scope: CATALOGUE_SCOPE,
          what: CATALOGUE,
          position,
          signal,
          priority: 'background',
          ...(leftMs < PAGE_DEADLINE_MS && { deadlineMs: leftMs }),
        },
        response =>
          readJson(response, catalogueSchema, CATALOGUE).repositories ?? [],
      );
    } catch (error) {
      const reason = whyNoCatalogue(error, position !== undefined);
      if (!reason) {
        throw error;
      }
      // Where the login itself is wrong, that is what the caller must hear.
      await this.#verifyLogin({ signal });
      throw new RegistryError('CATALOG_UNAVAILABLE', reason);
    }
  }
}
