import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { integratedRegistryApiRef, useLoad } from '../api';

/**
 * Does the signed-in user belong to any workspace? Undefined until that is known. For sidebars
 * that show the page's entry only to those who have a use for it.
 *
 * @public
 */
export function useHasWorkspaces(): boolean | undefined {
  const api = useApi(integratedRegistryApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.listWorkspaces({ limit: 1 }, { signal }),
    [api],
  );
  const { value } = useLoad(load);
  return value && value.items.length > 0;
}
