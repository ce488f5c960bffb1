import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, Popover } from '@material-ui/core';
import { Workspace } from 'backstage-plugin-integrated-registry-common';
import { ReactNode, useRef, useState } from 'react';
import { useRecentWorkspaces } from './useRecentWorkspaces';
import { integratedRegistryTranslationRef } from '../translations';
import { WorkspaceList } from './WorkspaceList';

/** For what opens the list. */
export interface WorkspaceTriggerProps {
  expanded: boolean;
  open(): void;
}

export interface WorkspaceSelectProps {
  /** Entity ref. */
  selected?: string;
  onSelect(workspace: Workspace): void;
  /** What shows the choice; it looks like its neighbours. */
  trigger(props: WorkspaceTriggerProps): ReactNode;
  className?: string;
}

const useStyles = makeStyles(theme => ({
  paper: {
    display: 'flex',
    flexDirection: 'column',
    boxSizing: 'border-box',
    width: 420,
    maxWidth: '90vw',
    height: 440,
    maxHeight: '70vh',
    padding: theme.spacing(1.5, 2, 0.5),
  },
}));

/** One of a person's workspaces; the choice is remembered for the next time. */
export function WorkspaceSelect({
  selected,
  onSelect,
  trigger,
  className,
}: WorkspaceSelectProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const classes = useStyles();
  const recent = useRecentWorkspaces();
  const anchor = useRef<HTMLDivElement>(null);
  const [expanded, setExpanded] = useState(false);
  return (
    <div ref={anchor} className={className}>
      {trigger({ expanded, open: () => setExpanded(true) })}
      <Popover
        open={expanded}
        onClose={() => setExpanded(false)}
        anchorEl={() => anchor.current!}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        transitionDuration={50}
        PaperProps={{
          role: 'dialog',
          'aria-label': t('workspace.search.title'),
          className: classes.paper,
        }}
      >
        <WorkspaceList
          selected={selected}
          onSelect={workspace => {
            recent.remember(workspace.entityRef);
            setExpanded(false);
            onSelect(workspace);
          }}
        />
      </Popover>
    </div>
  );
}
