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
    const hasLive = left < lives.length;
    const hasMine = right < wanted.length;
    const element = lives[left];
    const mine = wanted[right];
    const isShared = appliedByElement.has(element);
    if (hasLive && hasMine && element === mine) {
      taken.add(element);
      take(liveByElement.get(element), appliedByElement.get(element));
      left += 1;
      right += 1;
      next += 1;
      continue;
    }
    const isLater = next < shared.length && shared[next] !== element;
    if (hasLive && hasMine && isShared && isLater) {
      left += 1;
      continue;
    }
    if (hasLive && !isShared) {
      take(live[left], undefined);
      left += 1;
      continue;
    }
    if (hasLive && taken.has(element)) {
      left += 1;
    }
    if (hasMine) {
      taken.add(mine);
      take(liveByElement.get(mine), appliedByElement.get(mine));
      right += 1;
      next += shared[next] === mine ? 1 : 0;
    }
  }
  return merged.length > 0 ? merged : undefined;
}
