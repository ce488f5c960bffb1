import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useRef } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { refusalOf } from './options';
import { ImagePickerOptions } from './schema';

/** No integration has this id: the search finds nothing, and tells of the registries all the same. */
const NO_REGISTRY = 'none';

/**
 * The registries that the template takes images of, found out when they are first asked for;
 * undefined where it takes those of all.
 */
export function useAcceptedRegistries(
  workspace: string,
  options: ImagePickerOptions,
): (signal: AbortSignal) => Promise<readonly string[] | undefined> {
  const api = useApi(integratedRegistryApiRef);
  const latest = useRef(options);
  latest.current = options;
  const known = useRef<readonly string[]>();

  return useCallback(
    async signal => {
      const { registries, types } = latest.current;
      if (!registries && !types) {
        return undefined;
      }
      if (!known.current) {
        const { sources } = await api.searchRepositories(
          { workspace, limit: 1 },
          { signal },
        );
        const accepted = sources.filter(
          source => !refusalOf(latest.current, source),
        );
        known.current =
          accepted.length > 0
            ? accepted.map(({ integrationId }) => integrationId)
            : [NO_REGISTRY];
      }
      return known.current;
    },
    [api, workspace],
  );
}
