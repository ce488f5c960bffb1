import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  ImagePickerOptions,
  imagePickerOptionsJsonSchema,
} from 'backstage-plugin-integrated-registry-common';

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
        newest: z
          .object({
            semverRange: z.string().optional(),
            tagPattern: z.string().optional(),
            variant: z.string().optional(),
            prerelease: z.boolean().optional(),
          })
          .optional(),
      }),
    ]),
  uiOptions: z => z.custom<ImagePickerOptions>(),
});

/**
 * What the field gives and takes; `ui:options` of `ui:field: RegistryImagePicker`. Backstage's tools
 * write one type into the template they show, and draw no field without: it is that of most templates.
 */
export const imagePickerSchema: typeof fieldSchema = {
  ...fieldSchema,
  schema: {
    uiOptions: imagePickerOptionsJsonSchema(),
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

export type { ImagePickerOptions };
