import { Page } from 'backstage-plugin-integrated-registry-common';

/** No list is expected to have more pages; one that has is cut. */
const MAX_PAGES = 20;

/** The most the backend gives in one page. */
const PAGE_SIZE = 200;

/**
 * A whole list.
 *
 * @param load - one page of it
 * @returns what the last page says of the list, with the items of all pages; `complete` is false where
 * there are more than could be had
 */
export async function loadAllPages<P extends Page<unknown>>(
  load: (paging: { cursor?: string; limit: number }) => Promise<P>,
): Promise<P> {
  const items: P['items'] = [];
  let cursor: string | undefined;
  for (let page = 1; ; page++) {
    const answer = await load({ cursor, limit: PAGE_SIZE });
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === undefined) {
      return { ...answer, items };
    }
    if (page === MAX_PAGES) {
      return { ...answer, items, complete: false };
    }
  }
}
