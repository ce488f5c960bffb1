import { Container, isContainer } from './containers';

/** A value of one of our fields in the data of a form. */
export interface FormField {
  value: unknown;
  /** Of the field it is in. */
  uiSchema: unknown;
  /** The objects around it, the nearest one first; several where its place is not certain. */
  containers: Container[][];
  /** Of the item it is in, from 1; absent outside of arrays. */
  number?: number;
}

/** Where a value is. */
interface Place {
  containers: Container[][];
  number?: number;
}

/**
 * The values of a kind of field: the value itself, or those in the items of an array and in objects in
 * it.
 *
 * @param field - as `ui:field` names it
 */
export function fieldsIn(
  field: string,
  value: unknown,
  uiSchema: unknown,
  { containers, number }: Place,
): FormField[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) =>
      fieldsIn(field, item, uiSchema, { containers, number: number ?? at + 1 }),
    );
  }
  if (!isContainer(uiSchema) || isField(uiSchema)) {
    return [{ value, uiSchema, containers, number }];
  }
  const fields = Object.entries(uiSchema).filter(
    ([key, inner]) => !key.startsWith('ui:') && isContainer(inner),
  );
  if (!isContainer(value)) {
    // A field that hangs on another one comes with the schema of all that hang on it.
    const [, only] = fields.find(([, inner]) => isOf(field, inner)) ?? [];
    return only ? [{ value, uiSchema: only, containers, number }] : [];
  }
  const around = containers.map(chain => [value, ...chain]);
  return fields.flatMap(([key, inner]) =>
    Object.hasOwn(value, key)
      ? fieldsIn(
          field,
          value[key],
          Array.isArray(value[key]) && isContainer(inner) && inner.items
            ? inner.items
            : inner,
          { containers: around, number },
        ).filter(found => isOf(field, found.uiSchema))
      : [],
  );
}

/** What has no fields of its own below it. */
function isField(uiSchema: Container): boolean {
  return (
    'ui:field' in uiSchema ||
    'ui:options' in uiSchema ||
    Object.keys(uiSchema).length === 0
  );
}

function isOf(field: string, uiSchema: unknown): boolean {
  return isContainer(uiSchema) && uiSchema['ui:field'] === field;
}
