import { ListShape, Shape } from '../schemas/Shape';
import { entryElement } from './pathElements';
import { fieldShape, isLeaf } from './readFieldSet';
import { entriesOf, hasEntries, isMap, itemsOf, Value } from './values';

/** Writes one value over another: `Merge` of structured-merge-diff. */
export function mergeValues(shape: Shape, live: Value, applied: Value): Value {
  if (
    shape.kind === 'scalar' ||
    isLeaf(shape) ||
    (!hasEntries(live) && !hasEntries(applied))
  ) {
    return applied === undefined ? live : applied;
  }
  if (shape.kind === 'list') {
    return mergeLists(shape, itemsOf(live), itemsOf(applied));
  }
  const names = new Set(
    [...entriesOf(live), ...entriesOf(applied)].map(([name]) => name),
  );
  const merged: [string, Value][] = [];
  for (const name of names) {
    const value = mergeValues(
      fieldShape(shape, name),
      ownField(live, name),
      ownField(applied, name),
    );
    if (value !== undefined) {
      merged.push([name, value]);
    }
  }
  return merged.length > 0 ? Object.fromEntries(merged) : undefined;
}

function ownField(value: Value, name: string): Value {
  return isMap(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Applied entries keep their order among each other; others stay where they are between them. */
function mergeLists(shape: ListShape, live: Value[], applied: Value[]): Value {
  const lives = live.map(item => entryElement(shape, item));
  const wanted = applied.map(item => entryElement(shape, item));
  // Only the first live entry of a key can be merged, and only where it is alone.
  const liveByElement = new Map(
    lives.map((element, index) => [
      element,
      lives.indexOf(element) === lives.lastIndexOf(element)
        ? live[index]
        : null,
    ]),
  );
  const appliedByElement = new Map(
    wanted.map((element, index) => [element, applied[index]]),
  );
  const shared = wanted.filter(element => liveByElement.has(element));
  const taken = new Set<string>();
  const merged: Value[] = [];
  const take = (one: Value, other: Value) => {
    const value = mergeValues(shape.element, one, other);
    if (value !== undefined) {
      merged.push(value);
    }
  };
  let [left, right, next] = [0, 0, 0];
  while (left < lives.length || right < wanted.length) {
    const element = lives[left];
    if (left < lives.length && right < wanted.length) {
      if (element === wanted[right]) {
        taken.add(element);
        take(liveByElement.get(element), appliedByElement.get(element));
        left += 1;
        right += 1;
        next += 1;
        continue;
      }
      if (
        appliedByElement.has(element) &&
        next < shared.length &&
        shared[next] !== element
      ) {
        // Shared, and its turn is later.
        left += 1;
        continue;
      }
    }
    if (left < lives.length) {
      if (!appliedByElement.has(element)) {
        take(live[left], undefined);
        left += 1;
        continue;
      } else if (taken.has(element)) {
        left += 1;
      }
    }
    if (right < wanted.length) {
      const mine = wanted[right];
      taken.add(mine);
      take(liveByElement.get(mine), appliedByElement.get(mine));
      right += 1;
      if (shared[next] === mine) {
        next += 1;
      }
    }
  }
  return merged.length > 0 ? merged : undefined;
}
