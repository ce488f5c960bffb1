import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

const fieldSchema = makeFieldSchema({
  output: z =>
    z.union([
      z.string(),
      z.object({
        reference: z.string(),
        integrationId: z.string().optional(),
        repository: z.string().optional(),
        tag: z.string().optional(),
        digest: z.string().optional(),
        imageHost: z.string().optional(),
      }),
    ]),
  uiOptions: z =>
    z.object({
      workspace: z
        .string()
        .optional()
        .describe('Entity ref of the workspace whose registries are offered'),
      workspaceField: z
        .string()
        .optional()
        .describe('Name of the field of the form that holds the workspace'),
      registries: z
        .array(z.string())
        .optional()
        .describe('Names or ids of the integrations that are let through'),
      types: z
        .array(z.string())
        .optional()
        .describe('Registry types that are let through'),
      repositories: z
        .array(z.string())
        .optional()
        .describe('Globs over the repository'),
      tagPattern: z
        .string()
        .optional()
        .describe('A regular expression the whole tag must match'),
      semverRange: z
        .string()
        .optional()
        .describe('Versions that are let through, such as >=1.2 <2'),
      platform: z
        .string()
        .optional()
        .describe('A platform the image must have, such as linux/amd64'),
      pin: z
        .enum(['tag', 'digest', 'both'])
        .optional()
        .describe('How the image is written down; people choose if left out'),
      maxSeverity: z
        .enum(['none', 'low', 'medium', 'high', 'critical'])
        .optional()
        .describe('The worst vulnerability that is let through'),
      requireSignature: z.boolean().optional(),
      allowCustom: z
        .boolean()
        .optional()
        .describe(
          'May the image come from outside the workspace’s registries?',
        ),
      output: z
        .enum(['reference', 'object'])
        .optional()
        .describe('A reference (the default), or its parts'),
    }),
});

/**
 * What the field gives and takes; `ui:options` of `ui:field: RegistryImagePicker`. Backstage's tools
 * write one type into the template they show, and draw no field without: it is that of most templates.
 */
export const imagePickerSchema: typeof fieldSchema = {
  ...fieldSchema,
  schema: {
    ...fieldSchema.schema,
    returnValue: {
      type: 'string',
      description:
        'The image reference; an object with its parts where `output` is `object`',
    },
  },
};

export type ImagePickerProps = typeof imagePickerSchema.TProps;

/**
 * What the field gives: the image reference, or its parts with `output: object`.
 *
 * @public
 */
export type ImagePickerValue = typeof imagePickerSchema.TOutput;

/**
 * The `ui:options` of the field.
 *
 * @public
 */
export type ImagePickerOptions = NonNullable<
  ImagePickerProps['uiSchema']['ui:options']
>;
