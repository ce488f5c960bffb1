import { useApi } from '@backstage/frontend-plugin-api';
import {
  Workspace,
  WorkspaceList,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useRef } from 'react';
import { integratedRegistryApiRef } from '../api';
import { useRecentWorkspaces } from './useRecentWorkspaces';
import { Pages, usePages } from '../lists';

/** Soon there, and enough to fill the list. */
const FIRST_PAGE_SIZE = 50;
const NEXT_PAGE_SIZE = 200;

/** The workspaces a search finds; while nothing is searched for, the last used ones are first. */
export function useWorkspacePages(q: string): {
  pages: Pages<WorkspaceList>;
  isRecent(workspace: Workspace): boolean;
} {
  const api = useApi(integratedRegistryApiRef);
  const recent = useRecentWorkspaces();
  const leading = useRef<Workspace[]>([]);

  const load = useCallback(
    async (
      cursor: string | undefined,
      signal: AbortSignal,
    ): Promise<WorkspaceList> => {
      const answer = api.listWorkspaces(
        {
          limit: cursor ? NEXT_PAGE_SIZE : FIRST_PAGE_SIZE,
          ...(q && { q }),
          ...(cursor && { cursor }),
        },
        { signal },
      );
      // Not waited for yet, and told of below.
      answer.catch(() => {});
      if (!q && !cursor) {
        const refs = await recent.read();
        const named =
          refs.length > 0
            ? (await api.listWorkspaces({ entityRefs: refs }, { signal })).items
            : [];
        leading.current = refs.flatMap(
          ref => named.find(({ entityRef }) => entityRef === ref) ?? [],
        );
      }
      const page = await answer;
      if (q) {
        return page;
      }
      const first = leading.current;
      const others = page.items.filter(
        ({ entityRef }) => !first.some(other => other.entityRef === entityRef),
      );
      return { ...page, items: cursor ? others : [...first, ...others] };
    },
    [api, recent, q],
  );

  return {
    pages: usePages(load),
    isRecent: ({ entityRef }) =>
      leading.current.some(other => other.entityRef === entityRef),
  };
}
