import {
  InputAdornment,
  LinearProgress,
  makeStyles,
  TextField,
  Typography,
} from '@material-ui/core';
import SearchIcon from '@material-ui/icons/Search';
import { KeyboardEvent, ReactNode, useEffect, useId, useRef } from 'react';
import { ListSkeleton } from './ListSkeleton';
import { useActiveOption } from './useActiveOption';
import { OptionsProps, VirtualOptions } from './VirtualOptions';

export interface SearchListProps<T> extends OptionsProps<T> {
  /** Of the search box. */
  label: string;
  placeholder: string;
  /** Of the list. */
  listLabel: string;
  query: string;
  onQueryChange(query: string): void;
  loadingText: string;
  /** Shown instead of the items if there are none. */
  empty?: ReactNode;
  /** State of the list as a whole, read out by screen readers. */
  status?: string;
  /** Shown on hover over the status, such as the exact time. */
  statusTitle?: string;
  /** Between the search box and the list. */
  children?: ReactNode;
}

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 },
  // An answer that comes soon needs no sign that it is waited for.
  progress: {
    height: 2,
    '& > div': { opacity: 0, animation: '$appear 1ms linear 300ms forwards' },
  },
  '@keyframes appear': { to: { opacity: 1 } },
  frame: {
    flex: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    marginTop: theme.spacing(0.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    overflow: 'hidden',
    position: 'relative',
  },
  // Over the list, which keeps its room: rows are drawn at once when they come.
  instead: {
    position: 'absolute',
    top: 0,
    left: 0,
    right: 0,
    bottom: 0,
    overflowY: 'auto',
  },
  empty: { padding: theme.spacing(2) },
  status: { minHeight: '1.7em', marginTop: theme.spacing(0.5) },
}));

/**
 * A search box over a list, for the keyboard first: the arrow keys move through the list while the
 * focus stays in the box, Enter chooses. However long the list is, only what is in view is drawn,
 * and its next page is there before its end is reached. Source: WAI-ARIA Authoring Practices,
 * pattern "Combobox".
 */
export function SearchList<T>(props: SearchListProps<T>) {
  const { items, pages, query, selected, keyOf } = props;
  const classes = useStyles();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const optionId = (at: number) => `${id}-option-${at}`;
  const { active, move, reset } = useActiveOption(items, keyOf);

  useEffect(() => {
    input.current?.focus();
    // What is searched for at first is typed over.
    input.current?.select();
  }, []);

  function choose() {
    // An unmarked single hit is meant only if it answers what was typed.
    const chosen =
      active >= 0
        ? items[active]
        : items.length === 1 && !pages.outdated && items[0];
    if (!chosen || props.isDisabled?.(chosen)) {
      return;
    }
    if (keyOf(chosen) === selected) {
      props.onConfirm?.();
    } else {
      props.onSelect(chosen);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && query !== '') {
      // The next one closes the dialog.
      event.stopPropagation();
      props.onQueryChange('');
      reset();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose();
    } else if (move(event.key)) {
      event.preventDefault();
    }
  }

  return (
    <div className={classes.root}>
      <TextField
        id={`${id}-search`}
        label={props.label}
        placeholder={props.placeholder}
        variant="outlined"
        margin="dense"
        fullWidth
        inputRef={input}
        value={query}
        onChange={event => {
          props.onQueryChange(event.target.value);
          reset();
        }}
        onKeyDown={onKeyDown}
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        }}
        InputLabelProps={{ shrink: true }}
        inputProps={{
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': `${id}-list`,
          'aria-autocomplete': 'list',
          'aria-describedby': `${id}-status`,
          'aria-activedescendant': active >= 0 ? optionId(active) : undefined,
          spellCheck: false,
        }}
        autoComplete="off"
      />
      {props.children}
      <div className={classes.progress}>
        {pages.loading && (
          <LinearProgress
            className={classes.progress}
            aria-label={props.loadingText}
          />
        )}
      </div>
      <div className={classes.frame}>
        <VirtualOptions
          id={`${id}-list`}
          label={props.listLabel}
          optionId={optionId}
          items={items}
          totalItems={props.totalItems}
          keyOf={keyOf}
          linesOf={props.linesOf}
          renderItem={props.renderItem}
          headingOf={props.headingOf}
          active={active}
          selected={selected}
          isDisabled={props.isDisabled}
          onSelect={props.onSelect}
          onConfirm={props.onConfirm}
          pages={pages}
          onInView={props.onInView}
        />
        {items.length === 0 && pages.loading && (
          <div className={classes.instead}>
            <ListSkeleton />
          </div>
        )}
        {items.length === 0 && !pages.loading && props.empty && (
          <Typography
            className={`${classes.instead} ${classes.empty}`}
            variant="body2"
            color="textSecondary"
            component="div"
          >
            {props.empty}
          </Typography>
        )}
      </div>
      <Typography
        id={`${id}-status`}
        role="status"
        title={props.statusTitle}
        className={classes.status}
        variant="caption"
        color="textSecondary"
      >
        {props.status}
      </Typography>
    </div>
  );
}
