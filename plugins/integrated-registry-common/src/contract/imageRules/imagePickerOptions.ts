import { z } from 'zod';
import { describeIssues } from '../describeIssues';
import { describeUnknown, pinSchema } from './imagePolicy';
import { imageRuleShape } from './imageRules';

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
  pin: pinSchema
    .optional()
    .describe('Reference format; people choose where it is left out'),
  output: z
    .enum(['reference', 'object'])
    .optional()
    .describe('A reference (the default), or its parts'),
};

/** The `ui:options` of the field `RegistryImagePicker`. @public */
export const imagePickerOptionsSchema = z.strictObject(pickerShape, {
  error: issue =>
    describeUnknown(issue, ['workspace', 'workspaceField', 'pin', 'output']),
});

/** @public */
export type ImagePickerOptions = z.infer<typeof imagePickerOptionsSchema>;

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

/**
 * What is wrong with the `ui:options` of a template, for its author: names that do not exist, values
 * of the wrong kind. Empty where nothing is.
 *
 * @public
 */
export function findOptionProblems(
  options: Readonly<Record<string, unknown>>,
): string[] {
  const own = Object.entries(options).filter(
    ([name, value]) =>
      !ofForms.has(name) && value !== null && value !== undefined,
  );
  const result = imagePickerOptionsSchema.safeParse(Object.fromEntries(own));
  return result.success
    ? []
    : describeIssues(result.error).map(({ path, message }) =>
        path === '' || message.includes(JSON.stringify(path))
          ? message
          : `${path}: ${message}`,
      );
}

/** The same options as JSON Schema, for the editors of templates. @public */
export function imagePickerOptionsJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(imagePickerOptionsSchema, {
    io: 'input',
    target: 'draft-7',
  });
  return schema;
}
