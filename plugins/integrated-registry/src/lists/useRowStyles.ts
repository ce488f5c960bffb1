import { makeStyles } from '@material-ui/core';

/** Of rows in a list: plain elements, because a component for each text makes scrolling slow. */
export const useRowStyles = makeStyles(theme => ({
  row: { display: 'flex', alignItems: 'baseline', gap: theme.spacing(1) },
  name: {
    flex: 1,
    overflowWrap: 'anywhere',
    fontSize: theme.typography.body2.fontSize,
    lineHeight: theme.typography.body2.lineHeight,
    color: theme.palette.text.primary,
  },
  detail: {
    fontSize: theme.typography.caption.fontSize,
    lineHeight: theme.typography.caption.lineHeight,
    color: theme.palette.text.secondary,
  },
}));
