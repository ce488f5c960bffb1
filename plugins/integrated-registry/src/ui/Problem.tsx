import { Button, makeStyles, Typography } from '@material-ui/core';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import { ReactNode } from 'react';
import { Foreign } from './Foreign';

export interface ProblemProps {
  /** `note` is not an error, only worth knowing. */
  kind: 'error' | 'note';
  title: string;
  children?: ReactNode;
  retryText?: string;
  onRetry?(): void;
}

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 1.5),
    margin: theme.spacing(0.5, 0),
    borderRadius: theme.shape.borderRadius,
    border: `1px solid ${theme.palette.divider}`,
    // The text keeps its full contrast; only border and icon are coloured.
    '&[data-kind=error]': { borderColor: theme.palette.error.main },
  },
  text: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
}));

/** What is wrong, why, and the next step; looks like the form's other Material UI parts. */
export function Problem({
  kind,
  title,
  children,
  retryText,
  onRetry,
}: ProblemProps) {
  const classes = useStyles();
  const Icon = kind === 'error' ? ErrorOutlineIcon : InfoOutlinedIcon;
  return (
    <div
      className={classes.root}
      data-kind={kind}
      role={kind === 'error' ? 'alert' : 'status'}
    >
      <Icon
        fontSize="small"
        aria-hidden
        color={kind === 'error' ? 'error' : 'action'}
      />
      <div className={classes.text}>
        <Typography variant="body2">
          <Foreign>{title}</Foreign>
        </Typography>
        {children && (
          <Typography variant="body2" color="textSecondary" component="div">
            {children}
          </Typography>
        )}
      </div>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {retryText}
        </Button>
      )}
    </div>
  );
}
