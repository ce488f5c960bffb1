import { z } from 'zod';
import {
  pickerOptionsIn,
  pickerOptionsJsonSchema,
  pickerOptionsSchema,
  ReadOptions,
  workspaceOptionShape,
} from './pickerOptions';

const namespacePickerOptionsSchema = pickerOptionsSchema({
  ...workspaceOptionShape,
  workspace: workspaceOptionShape.workspace.describe(
    'Entity ref of the workspace whose namespaces are offered',
  ),
  imageField: z
    .string()
    .optional()
    .describe(
      'Name of the field of the form that holds the image; image where it is left out',
    ),
});

/** The `ui:options` of the field `WorkspaceNamespacePicker`. @public */
export type NamespacePickerOptions = z.infer<
  typeof namespacePickerOptionsSchema
>;

/**
 * The options of a field, as its template has them: in `ui:options`, or beside it.
 *
 * @param uiSchema - of the field: an object, and whatever else people write
 * @returns the options that can be read, and what is wrong with the others
 * @throws nothing: what is no object has no options
 * @public
 */
export function namespacePickerOptionsIn(
  uiSchema: unknown,
): ReadOptions<NamespacePickerOptions> {
  return pickerOptionsIn(namespacePickerOptionsSchema, uiSchema);
}

/** The same options as JSON Schema, for the editors of templates. @public */
export function namespacePickerOptionsJsonSchema(): object {
  return pickerOptionsJsonSchema(namespacePickerOptionsSchema);
}
