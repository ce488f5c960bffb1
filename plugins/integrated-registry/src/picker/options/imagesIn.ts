import { Container, isContainer } from './containers';

/** An image in the data of a form. */
export interface FormImage {
  value: unknown;
  /** Of the field it is in. */
  uiSchema: unknown;
  /** The objects around it, the nearest one first; several where its place is not certain. */
  containers: Container[][];
  /** Of the item it is in, from 1; absent outside of arrays. */
  number?: number;
}

const FIELD = 'RegistryImagePicker';

/** The images of a value: itself, or those in the items of an array and in objects in it. */
export function imagesIn(
  value: unknown,
  uiSchema: unknown,
  containers: Container[][],
  number?: number,
): FormImage[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) =>
      imagesIn(item, uiSchema, containers, number ?? at + 1),
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
    const [, only] = fields.find(([, inner]) => isPicker(inner)) ?? [];
    return only ? [{ value, uiSchema: only, containers, number }] : [];
  }
  const around = containers.map(chain => [value, ...chain]);
  return fields.flatMap(([key, inner]) =>
    Object.hasOwn(value, key)
      ? imagesIn(
          value[key],
          Array.isArray(value[key]) && isContainer(inner) && inner.items
            ? inner.items
            : inner,
          around,
          number,
        ).filter(image => isPicker(image.uiSchema))
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

function isPicker(uiSchema: unknown): boolean {
  return isContainer(uiSchema) && uiSchema['ui:field'] === FIELD;
}
