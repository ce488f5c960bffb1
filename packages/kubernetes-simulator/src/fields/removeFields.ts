import { Shape } from '../schemas/Shape';
import { FieldSet } from './FieldSet';
import { entryElement, fieldElement } from './pathElements';
import { fieldShape, isLeaf } from './readFieldSet';
import { entriesOf, itemsOf, Value } from './values';

/**
 * A value without some fields: `RemoveItems` of structured-merge-diff. A map or list of which nothing is left
 * is `null`.
 */
export function removeFields(
  shape: Shape,
  value: Value,
  fields: FieldSet,
): Value {
  if (shape.kind === 'scalar') {
    return value;
  }
  if (isLeaf(shape)) {
    return null;
  }
  if (shape.kind === 'list') {
    const left = itemsOf(value)
      .map(item => ({ item, element: entryElement(shape, item) }))
      .filter(({ element }) => !fields.has(element))
      .map(({ item, element }) =>
        removeBelow(shape.element, item, fields.below(element)),
      );
    return left.length > 0 ? left : null;
  }
  const left = entriesOf(value)
    .filter(([name]) => !fields.has(fieldElement(name)))
    .map(([name, of]) => [
      name,
      removeBelow(
        fieldShape(shape, name),
        of,
        fields.below(fieldElement(name)),
      ),
    ]);
  return left.length > 0 ? Object.fromEntries(left) : null;
}

function removeBelow(shape: Shape, value: Value, fields: FieldSet): Value {
  return fields.isEmpty ? value : removeFields(shape, value, fields);
}
