import { z } from 'zod';
import { pinSchema } from './imagePolicy';
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

const imagePickerOptionsSchema = z.strictObject(pickerShape);

/** The `ui:options` of the field `RegistryImagePicker`. @public */
export type ImagePickerOptions = z.infer<typeof imagePickerOptionsSchema>;

/** The same options as JSON Schema, for the editors of templates. @public */
export function imagePickerOptionsJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(imagePickerOptionsSchema, {
    io: 'input',
    target: 'draft-7',
  });
  return schema;
}
