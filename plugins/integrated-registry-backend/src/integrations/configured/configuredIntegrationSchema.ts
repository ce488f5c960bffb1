import {
  createIntegrationRequestSchema,
  IntegrationFieldNameWith,
  SharingRequest,
  sharingRequestSchema,
} from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';

/** `nobody`, `everybody`, or a list of workspaces: shorter than over HTTP, with the same rules. */
const configuredSharingSchema = z
  .unknown()
  .transform((value, context): SharingRequest => {
    const result = sharingRequestSchema.safeParse(
      Array.isArray(value)
        ? { with: 'workspaces', workspaces: value }
        : { with: value },
    );
    if (result.success) {
      return result.data;
    }
    for (const { path, message } of result.error.issues) {
      const [field, ...inside] = path;
      context.addIssue({
        code: 'custom',
        path: inside,
        message:
          field === 'with'
            ? 'Write nobody, everybody, or a list of workspaces such as [group:default/payments]'
            : message,
      });
    }
    return z.NEVER;
  });

/** Fields that are written in another way than over HTTP. Nobody can share it later, so it says so itself. */
const ownFields = {
  sharing: configuredSharingSchema.default({ with: 'nobody', workspaces: [] }),
} satisfies Record<
  IntegrationFieldNameWith<{ configuration: 'own' }>,
  z.ZodType
>;

/** An entry of `integratedRegistry.integrations`. */
export const configuredIntegrationSchema =
  createIntegrationRequestSchema.extend(ownFields);
