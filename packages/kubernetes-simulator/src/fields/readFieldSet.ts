import { MapShape, Shape } from '../schemas/Shape';
import { FieldSet } from './FieldSet';
import { entryElement, fieldElement } from './pathElements';
import { entriesOf, hasEntries, isMap, itemsOf, Value } from './values';

/** The fields that a value has: `ToFieldSet` of structured-merge-diff. */
export function readFieldSet(shape: Shape, value: Value): FieldSet {
  return FieldSet.of(...pathsOf(shape, value, []));
}

function pathsOf(
  shape: Shape,
  value: Value,
  path: readonly string[],
): (readonly string[])[] {
  if (shape.kind === 'scalar' || isLeaf(shape)) {
    return [path];
  }
  if (shape.kind === 'list') {
    return itemsOf(value).flatMap(item => {
      const at = [...path, entryElement(shape, item)];
      return [at, ...pathsOf(shape.element, item, at)];
    });
  }
  return entriesOf(value).flatMap(([name, of]) => {
    const at = [...path, fieldElement(name)];
    const named = shape.fields.has(name);
    const isEmpty = of === null || (isMap(of) && !hasEntries(of));
    const paths = pathsOf(fieldShape(shape, name), of, at);
    return isEmpty || !named ? [at, ...paths] : paths;
  });
}

/** Whether one manager has all of a value. */
export function isLeaf(shape: Shape): boolean {
  return (
    shape.kind === 'scalar' ||
    (shape.kind === 'map' ? shape.atomic : shape.relationship === 'atomic')
  );
}

/** @returns the shape of a field, which is in the schema */
export function fieldShape(shape: MapShape, name: string): Shape {
  return shape.fields.get(name)?.shape ?? shape.element!;
}
