import { z } from 'zod';
import { describeIssues } from '../describeIssues';
import type { RequestIssue } from '../errorAnswer';
import { describeUnknown } from './describeUnknown';
import { ImagePolicyInput, NEWEST, pinSchema } from './imagePolicy';
import { imageRuleNames, imageRuleShape } from './imageRules';
import { newestTagSchema } from './newestTag';

const pickerShape = {
  workspace: z
    .string()
    .optional()
    .describe('Entity ref of the workspace whose registries are offered'),
  workspaceField: z
    .string()
    .optional()
    .describe('Name of the field of the form that holds the workspace'),
  ...imageRuleShape,
  newest: newestTagSchema.optional().describe(NEWEST),
  pin: pinSchema
    .optional()
    .describe('Reference format; people choose where it is left out'),
  output: z
    .enum(['reference', 'object'])
    .optional()
    .describe('A reference (the default), or its parts'),
};

const imagePickerOptionsSchema = z.strictObject(pickerShape, {
  error: issue =>
    describeUnknown(issue, [
      ...['workspace', 'workspaceField', 'newest', 'pin', 'output'],
      ...imageRuleNames,
    ]),
});

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

/** The `ui:options` of the field `RegistryImagePicker`. @public */
export type ImagePickerOptions = z.infer<typeof imagePickerOptionsSchema>;

/**
 * The options of a field, as its template has them: in `ui:options`, or beside it as forms take them
 * as well, such as `ui:platform`.
 *
 * @param uiSchema - of the field: an object, and whatever else people write
 * @throws nothing: what is no object has no options
 * @see readImagePickerOptions
 * @public
 */
export function imagePickerOptionsIn(
  uiSchema: unknown,
): ReturnType<typeof readImagePickerOptions> {
  const beside = Object.keys(pickerShape).flatMap(name => {
    const key = `ui:${name}`;
    return isRecord(uiSchema) && Object.hasOwn(uiSchema, key)
      ? [[name, uiSchema[key]]]
      : [];
  });
  const options = isRecord(uiSchema) ? uiSchema['ui:options'] : undefined;
  return readImagePickerOptions({
    ...(isRecord(options) && options),
    ...Object.fromEntries(beside),
  });
}

/**
 * What a field demands of its image: its rules, and how it pins where it says so.
 *
 * @public
 */
export function imagePolicyOf(options: ImagePickerOptions): ImagePolicyInput {
  const stated = (['pin', 'newest', ...imageRuleNames] as const).filter(
    name => options[name] !== undefined,
  );
  return Object.fromEntries(stated.map(name => [name, options[name]]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What stands in the `ui:options` of a template, which people write. What is left blank is no option:
 * forms that ask for the options, such as the explorer of fields, write `null`, an empty text, list or
 * object.
 *
 * @returns the options that can be read, and what is wrong with the others: names that do not exist,
 * with the nearest one that does, and values of another kind
 * @public
 */
export function readImagePickerOptions(
  written: Readonly<Record<string, unknown>>,
): { options: ImagePickerOptions; problems: RequestIssue[] } {
  const own = Object.entries(written)
    .map(([name, value]) => [name, withoutBlanks(value)] as const)
    .filter(([name, value]) => !ofForms.has(name) && !isBlank(value));
  const result = imagePickerOptionsSchema.safeParse(Object.fromEntries(own));
  if (result.success) {
    return { options: result.data, problems: [] };
  }
  const wrong = new Set(result.error.issues.map(({ path }) => path[0]));
  return {
    options: Object.fromEntries(
      own.filter(([name]) => name in pickerShape && !wrong.has(name)),
    ),
    problems: describeIssues(result.error),
  };
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

/** The same options as JSON Schema, for the editors of templates. @public */
export function imagePickerOptionsJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(imagePickerOptionsSchema, {
    io: 'input',
    target: 'draft-7',
    // An editor writes an empty list for what is left blank, which is no rule.
    override: ({ jsonSchema }) => {
      delete jsonSchema.minItems;
    },
  });
  return schema;
}
