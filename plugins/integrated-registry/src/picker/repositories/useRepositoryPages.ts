import { useApi } from '@backstage/frontend-plugin-api';
import {
  globsForQuery,
  RepositoryList,
  RepositorySource,
} from 'backstage-plugin-integrated-registry-common';
import { useMemo, useRef } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { ImagePickerOptions, refusalOf } from '../options';

/** Soon there, and enough to fill the list. */
const FIRST_PAGE_SIZE = 50;
const NEXT_PAGE_SIZE = 200;
/** No integration has this id: the search finds nothing. */
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
  /** The registries of the workspace; asked for once, until they are forgotten. */
  loadSources(): Promise<readonly RepositorySource[]>;
  /** What was read of them last. */
  latestSources(): readonly RepositorySource[] | undefined;
  /** The registries are asked for anew when they are needed next. */
  forgetSources(): void;
}

/** The repositories of a workspace that the template takes, of those registries that it takes. */
export function useRepositoryPages(
  workspace: string,
  options: ImagePickerOptions,
): RepositoryPages {
  const api = useApi(integratedRegistryApiRef);
  const current = useRef(options);
  current.current = options;

  return useMemo(() => {
    let asked: Promise<readonly RepositorySource[]> | undefined;
    let latest: readonly RepositorySource[] | undefined;

    const pages: RepositoryPages = {
      async load({ q, integration, project, cursor }, signal) {
        const within = integration ?? (await accepted());
        const repositories = globsForQuery(current.current.repositories);
        return api.searchRepositories(
          {
            workspace,
            limit: cursor ? NEXT_PAGE_SIZE : FIRST_PAGE_SIZE,
            ...(q && { q }),
            ...(within && { integration: within }),
            ...(project && { project }),
            ...(repositories && { repositories }),
            ...(cursor && { cursor }),
          },
          { signal },
        );
      },
      loadSources() {
        if (!asked) {
          const answer = api
            .listRepositorySources({ workspace })
            .then(({ items }) => (latest = items));
          asked = answer;
          answer.catch(() => {
            // Whoever needs it next asks again.
            if (asked === answer) {
              asked = undefined;
            }
          });
        }
        return asked;
      },
      latestSources: () => latest,
      forgetSources() {
        asked = undefined;
      },
    };

    /** Undefined where the template takes those of all. */
    async function accepted(): Promise<string[] | undefined> {
      const { registries, types } = current.current;
      if (!registries && !types) {
        return undefined;
      }
      const ids = (await pages.loadSources())
        .filter(source => !refusalOf(current.current, source))
        .map(({ integrationId }) => integrationId);
      return ids.length > 0 ? ids : [NO_REGISTRY];
    }

    return pages;
  }, [api, workspace]);
}
