import {
  WorkspaceList,
  WorkspaceListQuery,
} from 'backstage-plugin-integrated-registry-common';
import { decodeCursor, encodeCursor } from '../../platform';
import { byTitle, CatalogWorkspace } from './WorkspaceDirectory';

/** One page of the workspaces that answer a query, by title. */
export function pageOfWorkspaces(
  workspaces: readonly CatalogWorkspace[],
  { q, entityRefs, cursor, limit }: WorkspaceListQuery,
): Pick<WorkspaceList, 'totalItems' | 'nextCursor'> & {
  items: CatalogWorkspace[];
} {
  const named = entityRefs && new Set(fold(entityRefs).split(','));
  const words = fold(q ?? '')
    .split(/\s+/u)
    .filter(Boolean);
  const found = workspaces.filter(workspace => {
    if (named && !named.has(workspace.entityRef)) {
      return false;
    }
    const text = words.length > 0 ? textOf(workspace) : '';
    return words.every(word => text.includes(word));
  });
  found.sort(byTitle);
  const first = cursor ? findNext(found, cursor) : 0;
  const items = found.slice(first, first + limit);
  const last = items.at(-1);
  return {
    items,
    totalItems: found.length,
    ...(last &&
      first + limit < found.length && {
        nextCursor: encodeCursor([last.title, last.entityRef]),
      }),
  };
}

/** Where the list goes on, also where the last one of the page before is gone. */
function findNext(sorted: readonly CatalogWorkspace[], cursor: string): number {
  const [title, entityRef] = decodeCursor(cursor, 2);
  const at = sorted.findIndex(
    workspace => byTitle(workspace, { title, entityRef }) > 0,
  );
  return at < 0 ? sorted.length : at;
}

function textOf({ title, entityRef }: CatalogWorkspace): string {
  return fold(`${title} ${entityRef}`);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase('en-US');
}
