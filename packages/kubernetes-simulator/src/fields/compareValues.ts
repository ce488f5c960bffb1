import { isDeepStrictEqual } from 'node:util';
import { Shape } from '../schemas/Shape';
import { FieldSet } from './FieldSet';
import { childShape, entryElement, fieldElement } from './pathElements';
import { isLeaf } from './readFieldSet';
import { entriesOf, hasEntries, itemsOf, Value } from './values';

export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

type Paths = Record<keyof Comparison, (readonly string[])[]>;

/** What changes from one value to another: `Compare` of structured-merge-diff. */
export function compareValues(
  shape: Shape,
  before: Value,
  after: Value,
): Comparison {
  const paths: Paths = { added: [], modified: [], removed: [] };
  collect(shape, before, after, [], paths);
  return {
    added: FieldSet.of(...paths.added),
    modified: FieldSet.of(...paths.modified),
    removed: FieldSet.of(...paths.removed),
  };
}

function collect(
  shape: Shape,
  before: Value,
  after: Value,
  path: readonly string[],
  paths: Paths,
): void {
  // An empty map or list is told from none.
  if (isLeaf(shape) || (!hasEntries(before) && !hasEntries(after))) {
    if (before !== undefined && after !== undefined) {
      if (!isDeepStrictEqual(before, after)) {
        paths.modified.push(path);
      }
      return;
    }
  } else {
    collectBelow(shape, before, after, path, paths);
  }
  if (path.length === 0) {
    return;
  }
  if (before === undefined) {
    paths.added.push(path);
  } else if (after === undefined) {
    paths.removed.push(path);
  }
}

function collectBelow(
  shape: Shape,
  before: Value,
  after: Value,
  path: readonly string[],
  paths: Paths,
): void {
  const one = childrenOf(shape, before);
  const other = childrenOf(shape, after);
  for (const element of new Set([...one.keys(), ...other.keys()])) {
    const below = childShape(shape, element)!;
    const at = [...path, element];
    const [olds, news] = [one.get(element) ?? [], other.get(element) ?? []];
    if (olds.length < 2 && news.length < 2) {
      collect(below, olds[0], news[0], at, paths);
    } else {
      collectDuplicates(below, olds, news, at, paths);
    }
  }
}

/** Entries of one key that are there more than once are compared together. */
function collectDuplicates(
  shape: Shape,
  before: Value[],
  after: Value[],
  path: readonly string[],
  paths: Paths,
): void {
  if (before.length > 1 && after.length > 1) {
    if (!isDeepStrictEqual(before, after)) {
      paths.modified.push(path);
    }
  } else if (before.length > 1) {
    if (after.length > 0) {
      collect(shape, undefined, after[0], path, paths);
    }
    paths.removed.push(path);
  } else {
    if (before.length > 0) {
      collect(shape, before[0], undefined, path, paths);
    }
    paths.added.push(path);
  }
}

/** By the elements of their paths; entries of lists may be there more than once. */
function childrenOf(shape: Shape, value: Value): Map<string, Value[]> {
  const children = new Map<string, Value[]>();
  const add = (element: string, child: Value) =>
    children.set(element, [...(children.get(element) ?? []), child]);
  if (shape.kind === 'list') {
    itemsOf(value).forEach(item => add(entryElement(shape, item), item));
  } else {
    entriesOf(value).forEach(([name, of]) => add(fieldElement(name), of));
  }
  return children;
}
