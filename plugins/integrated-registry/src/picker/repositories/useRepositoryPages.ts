import { useApi } from '@backstage/frontend-plugin-api';
import { RepositoryList } from 'backstage-plugin-integrated-registry-common';
import { useCallback, useMemo, useRef } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { ImagePickerOptions, refusalOf } from '../options';

/** Soon there, and enough to fill the list. */
const FIRST_PAGE_SIZE = 50;
const NEXT_PAGE_SIZE = 200;
/** No integration has this id: the search finds nothing, and tells of the registries all the same. */
const NO_REGISTRY = 'none';

/** What is asked of the repositories of a workspace. */
export interface RepositoryQuestion {
  q?: string;
  integration?: string;
  project?: string;
  cursor?: string;
}

export interface RepositoryPages {
  /** Reads a page. */
  load(
    question: RepositoryQuestion,
    signal: AbortSignal,
  ): Promise<RepositoryList>;
  /** Finds out anew, with the next page, of which registries the template takes images. */
  forget(): void;
}

/** The repositories of those registries of a workspace that the template takes images of. */
export function useRepositoryPages(
  workspace: string,
  options: ImagePickerOptions,
): RepositoryPages {
  const api = useApi(integratedRegistryApiRef);
  const latest = useRef(options);
  latest.current = options;
  const known = useRef<{ workspace: string; ids: string[] }>();

  /** Undefined where it takes those of all. */
  const accepted = useCallback(
    async (signal: AbortSignal): Promise<string[] | undefined> => {
      const { registries, types } = latest.current;
      if (!registries && !types) {
        return undefined;
      }
      if (known.current?.workspace !== workspace) {
        const { sources } = await api.searchRepositories(
          { workspace, limit: 1 },
          { signal },
        );
        const ids = sources
          .filter(source => !refusalOf(latest.current, source))
          .map(({ integrationId }) => integrationId);
        known.current = {
          workspace,
          ids: ids.length > 0 ? ids : [NO_REGISTRY],
        };
      }
      return known.current.ids;
    },
    [api, workspace],
  );

  return useMemo(
    () => ({
      async load({ q, integration, project, cursor }, signal) {
        const within = integration ?? (await accepted(signal));
        return api.searchRepositories(
          {
            workspace,
            limit: cursor ? NEXT_PAGE_SIZE : FIRST_PAGE_SIZE,
            ...(q && { q }),
            ...(within && { integration: within }),
            ...(project && { project }),
            ...(cursor && { cursor }),
          },
          { signal },
        );
      },
      forget() {
        known.current = undefined;
      },
    }),
    [api, workspace, accepted],
  );
}
