import { Workspace } from 'backstage-plugin-integrated-registry-common';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useFirstWorkspace } from '../../workspaces';

const PARAMETER = 'workspace';

export interface SelectedWorkspace {
  /** Absent while it is loaded, and where the URL names one that is not the caller's. */
  selected?: Workspace;
  /** The entity ref in the URL, where there is one. */
  wanted?: string;
  /** To how many workspaces the caller belongs; absent while that is not known. */
  total?: number;
  error?: Error;
  select(workspace: Workspace): void;
  reload(): void;
}

/**
 * The workspace the page shows, remembered in the URL; where it names none, the one that was used
 * last.
 */
export function useSelectedWorkspace(): SelectedWorkspace {
  const [params, setParams] = useSearchParams();
  const wanted = params.get(PARAMETER)?.toLocaleLowerCase('en-US') || undefined;
  /** What is known of it from the list it was chosen in. */
  const [chosen, setChosen] = useState<Workspace>();
  const isChosen = chosen !== undefined && chosen.entityRef === wanted;
  const { value, error, reload } = useFirstWorkspace(wanted);
  const select = useCallback(
    (workspace: Workspace) => {
      setChosen(workspace);
      setParams(
        previous => {
          const next = new URLSearchParams(previous);
          next.set(PARAMETER, workspace.entityRef);
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return {
    selected: value?.workspace ?? (isChosen && !value ? chosen : undefined),
    wanted,
    total: value?.total ?? (isChosen ? 1 : undefined),
    error,
    select,
    reload,
  };
}
