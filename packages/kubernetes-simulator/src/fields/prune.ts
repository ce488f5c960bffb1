import { Shape } from '../schemas/Shape';
import { FieldSet } from './FieldSet';
import { readFieldSet } from './readFieldSet';
import { removeFields } from './removeFields';
import { Value } from './values';

/**
 * Removes what a manager applied the last time and does not apply any longer, unless somebody has it.
 *
 * @param managed - the fields of all managers, the new ones of this manager included
 * @param last - those that this manager applied the last time
 */
export function prune(
  shape: Shape,
  merged: Value,
  managed: readonly FieldSet[],
  last: FieldSet | undefined,
): Value {
  if (!last || last.isEmpty) {
    return merged;
  }
  const read = (value: Value) =>
    readFieldSet(shape, value).withNamedParents(shape);
  const all = read(merged);
  const applied = last.withNamedParents(shape);
  const without = removeFields(shape, merged, applied);
  const owned = managed
    .reduce((fields, more) => fields.union(more), FieldSet.empty)
    .withNamedParents(shape);
  const withOwned = removeFields(
    shape,
    merged,
    all.difference(read(without).union(owned)),
  );
  return removeFields(
    shape,
    merged,
    all.difference(read(withOwned)).intersection(applied),
  );
}
