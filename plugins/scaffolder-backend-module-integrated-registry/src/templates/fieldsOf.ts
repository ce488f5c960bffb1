import { JsonObject } from '@backstage/types';

/** The name of the image picker in `ui:field`. */
export const IMAGE_FIELD = 'RegistryImagePicker';
/** The name of the field for namespaces in `ui:field`. */
export const NAMESPACE_FIELD = 'WorkspaceNamespacePicker';

/** Deeper than people nest the fields of a form. */
const MAX_DEPTH = 64;

/** A field of a template that a component of its own draws. */
export interface FormField {
  /** Its name, after those of the objects and arrays around it: `image`, `services.image`. */
  parameter: string;
  /** Of its parameter. */
  schema: JsonObject;
  /** Where it stands in the template's parameters: keys and positions, from the outside in. */
  path: (string | number)[];
}

/** What holds schemas for the same place of the form, or for the items of an array. */
const transparent = new Set([
  'additionalItems',
  'allOf',
  'anyOf',
  'else',
  'if',
  'items',
  'oneOf',
  'then',
]);

/** What holds schemas by name: of a parameter, or of one that others hang on. */
const namesOf = {
  properties: (names: readonly string[], name: string) => [...names, name],
  dependencies: (names: readonly string[]) => names,
};

/**
 * The fields of a template that a component draws, also those in objects, in the items of arrays and
 * under conditions (`dependencies`, `allOf`, `anyOf`, `oneOf`, `if`).
 *
 * @param parameters - `spec.parameters` of the template: a JSON schema, or one for each page
 * @param component - as in `ui:field`
 */
export function fieldsOf(parameters: unknown, component: string): FormField[] {
  return fieldsIn(parameters, component, [], []);
}

function fieldsIn(
  schema: unknown,
  component: string,
  names: readonly string[],
  path: FormField['path'],
): FormField[] {
  if (path.length > MAX_DEPTH) {
    return [];
  }
  if (Array.isArray(schema)) {
    return schema.flatMap((each, at) =>
      fieldsIn(each, component, names, [...path, at]),
    );
  }
  if (!isObject(schema)) {
    return [];
  }
  const own: FormField[] =
    schema['ui:field'] === component
      ? [{ parameter: names.join('.'), schema, path }]
      : [];
  return own.concat(
    Object.entries(schema).flatMap(([key, inner]) => {
      if (transparent.has(key)) {
        return fieldsIn(inner, component, names, [...path, key]);
      }
      if (!isObject(inner) || !(key in namesOf)) {
        return [];
      }
      return Object.entries(inner).flatMap(([name, each]) =>
        fieldsIn(
          each,
          component,
          namesOf[key as keyof typeof namesOf](names, name),
          [...path, key, name],
        ),
      );
    }),
  );
}

/** Is it an object, and no list? */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
