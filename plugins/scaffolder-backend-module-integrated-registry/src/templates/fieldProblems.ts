import { ReadOptions } from 'backstage-plugin-integrated-registry-common';
import { FormField, isObject } from './fieldsOf';

/** Something in a template that its author wants to know. */
export interface Problem {
  /** Where it stands in the template: keys and positions, from the outside in. */
  path: (string | number)[];
  message: string;
}

export interface FieldExpectation<Options> {
  /** `spec.parameters` of the template. */
  parameters: unknown;
  /** The options of the field. */
  read: ReadOptions<Options>;
  /** The options that name another parameter. */
  naming: (keyof Options & string)[];
  /** Of the value that the field gives. */
  type: 'object' | 'string';
  /** Why it is of this type. */
  because?: string;
}

/** Misspelt and unreadable options, parameters that do not exist, and a type that the value has not. */
export function problemsOfField<Options>(
  field: FormField,
  { parameters, read, naming, type, because = '' }: FieldExpectation<Options>,
): Problem[] {
  const { schema } = field;
  const names = namesIn(parameters);
  return [
    ...read.problems.map(({ path, message }) => ({
      path: placeOf(field, 'ui:options', path.split('.')[0]),
      message: `${path}: ${message}`,
    })),
    ...naming.flatMap(option => {
      const named = read.options[option];
      return typeof named === 'string' && !names.has(named)
        ? [
            {
              path: placeOf(field, 'ui:options', option),
              message: `${option}: the template has no parameter ${JSON.stringify(
                named,
              )}`,
            },
          ]
        : [];
    }),
    ...(schema.type !== undefined && schema.type !== type
      ? [
          {
            path: placeOf(field, 'type'),
            message: `The value of the field is of the type ${type}${because}: write type: ${type}`,
          },
        ]
      : []),
  ];
}

/** Of a field, or of something in it. */
export function placeOf(
  { path }: FormField,
  ...more: string[]
): Problem['path'] {
  return ['spec', 'parameters', ...path, ...more];
}

/** The names of all parameters, at any depth. */
function namesIn(schema: unknown): Set<string> {
  if (Array.isArray(schema)) {
    return new Set(schema.flatMap(each => [...namesIn(each)]));
  }
  if (!isObject(schema)) {
    return new Set();
  }
  return new Set([
    ...Object.keys(isObject(schema.properties) ? schema.properties : {}),
    ...Object.values(schema).flatMap(inner => [...namesIn(inner)]),
  ]);
}
