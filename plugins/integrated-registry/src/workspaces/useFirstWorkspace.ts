import { useApi } from '@backstage/frontend-plugin-api';
import {
  Workspace,
  workspaceRefSchema,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import { integratedRegistryApiRef, Loaded, useLoad } from '../api';
import { useRecentWorkspaces } from './useRecentWorkspaces';

/** Where somebody begins. */
export interface FirstWorkspace {
  /** Absent where the one that is wanted is not the caller's, or there is none at all. */
  workspace?: Workspace;
  /** To how many the caller belongs. */
  total: number;
}

/**
 * The workspace that is wanted; otherwise the one that was used last, or the first one of the list.
 * However many there are, only those are loaded.
 */
export function useFirstWorkspace(
  wanted: string | undefined,
): Loaded<FirstWorkspace> {
  const api = useApi(integratedRegistryApiRef);
  const recent = useRecentWorkspaces();
  const load = useCallback(
    async (signal: AbortSignal): Promise<FirstWorkspace> => {
      const first = api.listWorkspaces({ limit: 1 }, { signal });
      // Not waited for yet, and told of below.
      first.catch(() => {});
      const entityRefs = (wanted ? [wanted] : await recent.read()).filter(
        ref => workspaceRefSchema.safeParse(ref).success,
      );
      const named =
        entityRefs.length > 0
          ? await api.listWorkspaces({ entityRefs }, { signal })
          : undefined;
      const { items, totalItems } = await first;
      const found = entityRefs
        .map(ref => named?.items.find(({ entityRef }) => entityRef === ref))
        .find(workspace => workspace !== undefined);
      return {
        workspace: wanted ? found : found ?? items[0],
        total: totalItems ?? items.length,
      };
    },
    [api, recent, wanted],
  );
  return useLoad(load);
}
