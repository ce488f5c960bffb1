import { RepositoryList } from 'backstage-plugin-integrated-registry-common';
import { TestPortal } from '../../__testUtils__/startPortal';

export interface SearchPage {
  body: RepositoryList;
  /** The body as it was sent. */
  text: string;
}

export type SearchQuery = Record<string, string | number>;

/** One page of what Marco finds in `payments`. */
export async function searchPage(
  portal: TestPortal,
  query: SearchQuery,
): Promise<SearchPage> {
  const parameters = new URLSearchParams({
    workspace: 'group:default/payments',
    ...Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, String(value)]),
    ),
  });
  const { status, body, text } = await portal.call(
    'marco',
    `GET /repositories?${parameters}`,
  );
  expect(status).toBe(200);
  return { body, text };
}

/** All pages of it. */
export async function searchPages(
  portal: TestPortal,
  query: SearchQuery,
): Promise<SearchPage[]> {
  const pages: SearchPage[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchPage(portal, {
      ...query,
      ...(cursor !== undefined && { cursor }),
    });
    pages.push(page);
    cursor = page.body.nextCursor;
  } while (cursor !== undefined);
  return pages;
}
