import { z } from 'zod';

// As much of Kubernetes' objects as is read here.
// Source: Kubernetes API reference, "ObjectMeta", "Status", "ServiceAccount".

export const metadataSchema = z.object({
  uid: z.string().default(''),
  resourceVersion: z.string().default(''),
  labels: z.record(z.string(), z.string()).default({}),
  deletionTimestamp: z.string().optional(),
  managedFields: z
    .array(
      z.object({
        manager: z.string().optional(),
        operation: z.string().optional(),
      }),
    )
    .default([]),
});

/** A Secret of which only this is read. */
export const secretSchema = z.object({ metadata: metadataSchema });

export const namespaceSchema = z.object({
  metadata: metadataSchema,
  status: z.object({ phase: z.string().optional() }).default({}),
});

/** All of it: what is read is written back. */
export const serviceAccountSchema = z.looseObject({
  imagePullSecrets: z
    .array(z.looseObject({ name: z.string().optional() }))
    .default([]),
});

export const statusSchema = z.object({
  message: z.string().default(''),
  reason: z.string().default(''),
  details: z
    .object({
      causes: z
        .array(
          z.object({
            reason: z.string().optional(),
            field: z.string().optional(),
          }),
        )
        .default([]),
    })
    .default({ causes: [] }),
});
