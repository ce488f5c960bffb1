import {
  Button,
  InputAdornment,
  LinearProgress,
  makeStyles,
  TextField,
  Typography,
} from '@material-ui/core';
import SearchIcon from '@material-ui/icons/Search';
import {
  KeyboardEvent,
  ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';

export interface SearchListItem {
  key: string;
  content: ReactNode;
}

export interface SearchListProps {
  /** Of the search box. */
  label: string;
  placeholder: string;
  /** Of the list. */
  listLabel: string;
  query: string;
  onQueryChange(query: string): void;
  items: SearchListItem[];
  selected?: string;
  onSelect(key: string): void;
  loading: boolean;
  loadingText: string;
  /** Shown instead of the items where there are none. */
  empty?: ReactNode;
  hasMore: boolean;
  onMore(): void;
  moreText: string;
  /** Puts the cursor into the search box when it appears. */
  focusFirst?: boolean;
  /** Between the search box and the list. */
  children?: ReactNode;
}

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 },
  progress: { height: 2 },
  list: {
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    overflowY: 'auto',
    flex: 1,
    minHeight: 0,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  option: {
    padding: theme.spacing(1, 1.5),
    cursor: 'pointer',
    borderLeft: '3px solid transparent',
    '&:hover': { background: theme.palette.action.hover },
    '&[data-active=true]': { background: theme.palette.action.hover },
    '&[aria-selected=true]': {
      background: theme.palette.action.selected,
      borderLeftColor: theme.palette.primary.main,
    },
  },
  empty: { padding: theme.spacing(2) },
  more: { padding: theme.spacing(0.5), textAlign: 'center' },
}));

/**
 * A search box over a list, for the keyboard first: the arrow keys move through the list while the
 * focus stays in the box, Enter chooses. Source: WAI-ARIA Authoring Practices, pattern "Combobox".
 */
export function SearchList(props: SearchListProps) {
  const { items, selected, onSelect, loading, hasMore, onMore } = props;
  const classes = useStyles();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(-1);
  const optionId = (at: number) => `${id}-option-${at}`;

  useEffect(() => setActive(-1), [props.query]);

  const { focusFirst } = props;
  useEffect(() => {
    if (focusFirst) {
      input.current?.focus();
    }
  }, [focusFirst]);

  function move(to: number) {
    const next = Math.max(0, Math.min(items.length - 1, to));
    setActive(next);
    const option = list.current?.querySelectorAll('[role=option]')[next];
    // Not there where there is no layout, as in tests.
    option?.scrollIntoView?.({ block: 'nearest' });
    if (next >= items.length - 3 && hasMore && !loading) {
      onMore();
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 10,
      PageUp: active - 10,
    };
    if (event.key in steps && items.length > 0) {
      event.preventDefault();
      move(steps[event.key]);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen =
        items[active] ?? (items.length === 1 ? items[0] : undefined);
      if (chosen) {
        onSelect(chosen.key);
      }
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
        value={props.query}
        onChange={event => props.onQueryChange(event.target.value)}
        onKeyDown={onKeyDown}
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        }}
        inputProps={{
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': `${id}-list`,
          'aria-autocomplete': 'list',
          'aria-activedescendant':
            active >= 0 && active < items.length ? optionId(active) : undefined,
        }}
        autoComplete="off"
      />
      {props.children}
      <div className={classes.progress}>
        {loading && (
          <LinearProgress
            className={classes.progress}
            aria-label={props.loadingText}
          />
        )}
      </div>
      <ul
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={props.listLabel}
        aria-busy={loading}
        className={classes.list}
      >
        {items.map((item, at) => (
          <li
            key={item.key}
            id={optionId(at)}
            role="option"
            aria-selected={item.key === selected}
            data-active={at === active}
            className={classes.option}
            onClick={() => onSelect(item.key)}
            onKeyDown={onKeyDown}
          >
            {item.content}
          </li>
        ))}
        {items.length === 0 && !loading && (
          <li role="presentation" className={classes.empty}>
            <Typography variant="body2" color="textSecondary" component="div">
              {props.empty}
            </Typography>
          </li>
        )}
        {hasMore && (
          <li role="presentation" className={classes.more}>
            <Button size="small" onClick={onMore} disabled={loading}>
              {props.moreText}
            </Button>
          </li>
        )}
      </ul>
    </div>
  );
}
