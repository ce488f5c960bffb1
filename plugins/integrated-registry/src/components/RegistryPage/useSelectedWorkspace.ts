import { Workspace } from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

const PARAMETER = 'workspace';

export interface SelectedWorkspace {
  /** Absent where the URL names one that is not among them. */
  selected?: Workspace;
  /** The entity ref in the URL, where there is one. */
  wanted?: string;
  select(entityRef: string): void;
}

/** The workspace the page shows, remembered in the URL; the first one where it names none. */
export function useSelectedWorkspace(
  workspaces: readonly Workspace[],
): SelectedWorkspace {
  const [params, setParams] = useSearchParams();
  const wanted = params.get(PARAMETER)?.toLocaleLowerCase('en-US') || undefined;
  const select = useCallback(
    (entityRef: string) =>
      setParams(
        previous => {
          const next = new URLSearchParams(previous);
          next.set(PARAMETER, entityRef);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return {
    selected: wanted
      ? workspaces.find(({ entityRef }) => entityRef === wanted)
      : workspaces[0],
    wanted,
    select,
  };
}
