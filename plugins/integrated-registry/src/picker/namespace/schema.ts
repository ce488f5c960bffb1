import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  NamespacePickerOptions,
  namespacePickerOptionsJsonSchema,
} from 'backstage-plugin-integrated-registry-common';

const fieldSchema = makeFieldSchema({
  output: z => z.object({ cluster: z.string(), namespace: z.string() }),
  uiOptions: z => z.custom<NamespacePickerOptions>(),
});

/** What the field gives and takes; `ui:options` of `ui:field: WorkspaceNamespacePicker`. */
export const namespacePickerSchema: typeof fieldSchema = {
  ...fieldSchema,
  schema: {
    ...fieldSchema.schema,
    uiOptions: namespacePickerOptionsJsonSchema(),
  },
};

export type NamespacePickerProps = typeof namespacePickerSchema.TProps;

/**
 * What the field gives: a namespace of a cluster.
 *
 * @public
 */
export type NamespacePickerValue = typeof namespacePickerSchema.TOutput;

export type { NamespacePickerOptions };
