import { z } from 'zod';
import {
  pickerOptionsIn,
  pickerOptionsJsonSchema,
  pickerOptionsSchema,
  ReadOptions,
  readPickerOptions,
  workspaceOptionShape,
} from '../pickerOptions';
import { ImagePolicyInput, NEWEST, pinSchema } from './imagePolicy';
import { imageRuleNames, imageRuleShape } from './imageRules';
import { newestTagSchema } from './newestTag';

const imagePickerOptionsSchema = pickerOptionsSchema({
  ...workspaceOptionShape,
  ...imageRuleShape,
  newest: newestTagSchema.optional().describe(NEWEST),
  pin: pinSchema
    .optional()
    .describe('Reference format; people choose where it is left out'),
  output: z
    .enum(['reference', 'object'])
    .optional()
    .describe('A reference (the default), or its parts'),
});

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
): ReadOptions<ImagePickerOptions> {
  return pickerOptionsIn(imagePickerOptionsSchema, uiSchema);
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
): ReadOptions<ImagePickerOptions> {
  return readPickerOptions(imagePickerOptionsSchema, written);
}

/** The same options as JSON Schema, for the editors of templates. @public */
export function imagePickerOptionsJsonSchema(): object {
  return pickerOptionsJsonSchema(imagePickerOptionsSchema);
}
