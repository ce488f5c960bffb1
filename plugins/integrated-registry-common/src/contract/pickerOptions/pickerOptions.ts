import { z } from 'zod';
import { describeIssues } from '../describeIssues';
import type { RequestIssue } from '../errorAnswer';
import { describeUnknown } from './describeUnknown';

/** Options by which the fields of this plugin are told the workspace. */
export const workspaceOptionShape = {
  workspace: z
    .string()
    .optional()
    .describe('Entity ref of the workspace whose registries are offered'),
  workspaceField: z
    .string()
    .optional()
    .describe('Name of the field of the form that holds the workspace'),
};

/** What forms themselves take for any field; `ui:options` may hold it as well. */
const ofForms = new Set([
  'accept',
  'autocomplete',
  'autofocus',
  'backstage',
  'classNames',
  'description',
  'disabled',
  'emptyValue',
  'enableMarkdownInDescription',
  'field',
  'fieldReplacesAnyOrOneOf',
  'help',
  'hideError',
  'inputType',
  'label',
  'order',
  'placeholder',
  'readonly',
  'rootFieldId',
  'rows',
  'style',
  'submitButtonOptions',
  'title',
  'widget',
]);

/** The schema of the options of a field. Of a name that does not exist, the nearest one is told. */
export function pickerOptionsSchema<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: issue => describeUnknown(issue, Object.keys(shape)),
  });
}

/** Options of a template as they were read. @public */
export interface ReadOptions<Options> {
  /** Those that can be read. */
  options: Options;
  /** What is wrong with the others. */
  problems: RequestIssue[];
}

/**
 * The options of a field, as its template has them: in `ui:options`, or beside it as forms take them
 * as well, such as `ui:platform`.
 *
 * @param uiSchema - of the field: an object, and whatever else people write
 * @throws nothing: what is no object has no options
 */
export function pickerOptionsIn<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape, z.core.$strict>,
  uiSchema: unknown,
): ReadOptions<z.output<z.ZodObject<Shape, z.core.$strict>>> {
  const beside = Object.keys(schema.shape).flatMap(name => {
    const key = `ui:${name}`;
    return isRecord(uiSchema) && Object.hasOwn(uiSchema, key)
      ? [[name, uiSchema[key]]]
      : [];
  });
  const options = isRecord(uiSchema) ? uiSchema['ui:options'] : undefined;
  return readPickerOptions(schema, {
    ...(isRecord(options) && options),
    ...Object.fromEntries(beside),
  });
}

/**
 * What stands in the `ui:options` of a template, which people write. What is left blank is no option:
 * forms that ask for the options, such as the explorer of fields, write `null`, an empty text, list or
 * object.
 */
export function readPickerOptions<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape, z.core.$strict>,
  written: Readonly<Record<string, unknown>>,
): ReadOptions<z.output<z.ZodObject<Shape, z.core.$strict>>> {
  type Options = z.output<typeof schema>;
  const own = Object.entries(written)
    .map(([name, value]) => [name, withoutBlanks(value)] as const)
    .filter(([name, value]) => !ofForms.has(name) && !isBlank(value));
  const result = schema.safeParse(Object.fromEntries(own));
  if (result.success) {
    return { options: result.data, problems: [] };
  }
  const wrong = new Set(result.error.issues.map(({ path }) => path[0]));
  return {
    // Every option may be left out.
    options: Object.fromEntries(
      own.filter(([name]) => name in schema.shape && !wrong.has(name)),
    ) as Options,
    problems: describeIssues(result.error),
  };
}

/** The same options as JSON Schema, for the editors of templates. */
export function pickerOptionsJsonSchema(schema: z.ZodType): object {
  const { $schema, ...jsonSchema } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    // An editor writes an empty list for what is left blank, which is no rule.
    override: ({ jsonSchema: part }) => {
      delete part.minItems;
    },
  });
  return jsonSchema;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of an option that has parts. */
function withoutBlanks(value: unknown): unknown {
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter(([, part]) => !isBlank(part)),
      )
    : value;
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
