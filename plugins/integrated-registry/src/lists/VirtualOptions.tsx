import { makeStyles } from '@material-ui/core';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { ReactNode, useCallback, useEffect, useRef } from 'react';
import { RecordBoundary } from '../ui';
import { Pages } from './usePages';

/** What a list shows, and what its options do. */
export interface OptionsProps<T> {
  items: readonly T[];
  /** Number of items over all pages, if it is known. */
  totalItems?: number;
  keyOf(item: T): string;
  /** Number of lines in the row of an item, before it is drawn. */
  linesOf(item: T): number;
  renderItem(item: T): ReactNode;
  /** Above the first item of another kind than those before it. */
  headingOf?(item: T): string | undefined;
  selected?: string;
  /** Items that are shown and cannot be chosen; their rows say why. */
  isDisabled?(item: T): boolean;
  onSelect(item: T): void;
  /** Enter on, or a double click on, what is selected already. */
  onConfirm?(): void;
  /** Where the items come from. */
  pages: Pick<
    Pages<{ items: unknown[] }>,
    'hasMore' | 'loading' | 'outdated' | 'version' | 'error' | 'loadMore'
  >;
  /** Called with the items in view once the list has come to rest. */
  onInView?(items: readonly T[]): void;
}

export interface VirtualOptionsProps<T> extends OptionsProps<T> {
  id: string;
  label: string;
  optionId(at: number): string;
  /** The option the keyboard is at; -1 for none. */
  active: number;
}

/** Of a row with one line and of each further one; the real height is measured. */
const LINE_HEIGHT = 38;
const FURTHER_LINE_HEIGHT = 20;
const OVERSCAN = 5;
/** So many rows before the end of what is loaded, the next page is asked for. */
const AHEAD = 25;
/** Whoever scrolls past does not look; in milliseconds. */
const REST_MS = 150;

const useStyles = makeStyles(theme => ({
  list: {
    overflowY: 'auto',
    flex: 1,
    minHeight: 0,
    '&[aria-busy=true]': { cursor: 'progress' },
    contain: 'content',
  },
  rows: { position: 'relative', width: '100%' },
  heading: {
    fontSize: theme.typography.overline.fontSize,
    fontWeight: 500,
    color: theme.palette.text.secondary,
  },
  option: {
    position: 'absolute',
    top: 0,
    left: 0,
    width: '100%',
    boxSizing: 'border-box',
    padding: theme.spacing(1, 1.5),
    cursor: 'pointer',
    borderLeft: '3px solid transparent',
    '&:hover': { background: theme.palette.action.hover },
    '&[data-active=true]': {
      background: theme.palette.action.hover,
      boxShadow: `inset 0 0 0 2px ${theme.palette.primary.main}`,
    },
    '&[aria-disabled=true]': { cursor: 'not-allowed' },
    '&[aria-selected=true]': {
      background: theme.palette.action.selected,
      borderLeftColor: theme.palette.primary.main,
    },
  },
}));

/** Drawn on its own, so that what is thrown is met by the boundary around it. */
function Row<T>({ item, render }: { item: T; render(item: T): ReactNode }) {
  return <>{render(item)}</>;
}

/** The options of a list, of which only those in view are drawn. */
export function VirtualOptions<T>(props: VirtualOptionsProps<T>): ReactNode {
  const { items, keyOf, linesOf, active, pages, onInView } = props;
  const { version, hasMore, loadMore } = pages;
  const classes = useStyles();
  const list = useRef<HTMLDivElement>(null);
  // The same function for the same items: with another one, every row is placed anew.
  const getItemKey = useCallback(
    (at: number) => keyOf(items[at]),
    [items, keyOf],
  );
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current,
    // A good guess spares drawing the rows a second time, where they really are.
    estimateSize: at =>
      LINE_HEIGHT +
      (linesOf(items[at]) - (props.headingOf?.(items[at]) ? 0 : 1)) *
        FURTHER_LINE_HEIGHT,
    getItemKey,
    overscan: OVERSCAN,
    // What `aria-activedescendant` names must be there, wherever the mouse wheel has led.
    rangeExtractor: range => {
      const shown = defaultRangeExtractor(range);
      return active < 0 || shown.includes(active)
        ? shown
        : [...shown, active].sort((a, b) => a - b);
    },
  });
  const rows = virtualizer.getVirtualItems();
  const last = virtualizer.range?.endIndex ?? 0;
  const first = virtualizer.range?.startIndex ?? 0;

  useEffect(() => {
    // Scrolling has the browser lay everything out at once, also where nothing moves.
    if (virtualizer.scrollOffset) {
      list.current?.scrollTo?.({ top: 0 });
    }
  }, [version, virtualizer]);

  useEffect(() => {
    if (active >= 0) {
      virtualizer.scrollToIndex(active, { align: 'auto' });
    }
    // The virtualizer is the same one for as long as the list is there.
  }, [active, virtualizer]);

  useEffect(() => {
    if (hasMore && last >= items.length - AHEAD) {
      loadMore();
    }
  }, [hasMore, last, items.length, loadMore]);

  useEffect(() => {
    if (!onInView || items.length === 0) {
      return undefined;
    }
    const timer = setTimeout(
      () => onInView(items.slice(first, last + 1)),
      REST_MS,
    );
    return () => clearTimeout(timer);
  }, [onInView, items, first, last]);

  return (
    <div
      ref={list}
      id={props.id}
      role="listbox"
      aria-label={props.label}
      aria-busy={pages.loading}
      tabIndex={-1}
      className={classes.list}
    >
      {items.length > 0 && (
        <div
          role="presentation"
          className={classes.rows}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {rows.map(({ key, index, start }) => {
            const item = items[index];
            const heading = props.headingOf?.(item);
            const isSelected = keyOf(item) === props.selected;
            const isDisabled = props.isDisabled?.(item) ?? false;
            const canSelect = !isSelected && !isDisabled;
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                id={props.optionId(index)}
                role="option"
                tabIndex={-1}
                aria-selected={isSelected}
                aria-disabled={isDisabled || undefined}
                aria-posinset={index + 1}
                aria-setsize={props.totalItems ?? (hasMore ? -1 : items.length)}
                data-active={index === active}
                className={classes.option}
                style={{ transform: `translateY(${start}px)` }}
                // The focus stays in the search box, where the keys are listened to.
                onMouseDown={event => event.preventDefault()}
                onClick={() => canSelect && props.onSelect(item)}
                // Screen readers can put the focus on an option all the same.
                onKeyDown={event =>
                  event.key === 'Enter' && !isDisabled && props.onSelect(item)
                }
                onDoubleClick={() => isSelected && props.onConfirm?.()}
              >
                {heading && <div className={classes.heading}>{heading}</div>}
                <RecordBoundary>
                  <Row item={item} render={props.renderItem} />
                </RecordBoundary>
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}
