import { makeStyles } from '@material-ui/core';

const ROWS = 6;

const useStyles = makeStyles(theme => ({
  row: { padding: theme.spacing(1.25, 1.5) },
  line: {
    height: 12,
    width: '55%',
    borderRadius: 4,
    background: theme.palette.action.disabledBackground,
    animation: '$breathe 1.6s ease-in-out infinite',
    '& + &': { width: '35%', height: 9, marginTop: 8 },
    '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
  },
  '@keyframes breathe': { '50%': { opacity: 0.5 } },
}));

/** Stands where rows will be. */
export function ListSkeleton() {
  const classes = useStyles();
  return (
    <div aria-hidden>
      {Array.from({ length: ROWS }, (_, at) => (
        <div key={at} className={classes.row}>
          <div className={classes.line} />
          <div className={classes.line} />
        </div>
      ))}
    </div>
  );
}
