import { z } from 'zod';

/** What a provider can do beyond listing and reading images. @public */
export const providerCapabilitySchema = z.enum([
  'vulnerabilities',
  'startScan',
  'referrers',
  'describe',
]);

/** @public */
export type ProviderCapability = z.infer<typeof providerCapabilitySchema>;

/** A setting of the form that only some providers have. @public */
export const providerFieldSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  required: z.boolean(),
  placeholder: z.string().optional(),
});

/** @public */
export type ProviderField = z.infer<typeof providerFieldSchema>;

/** @public */
export const providerInfoSchema = z.object({
  /** `docker`, `harbor`, `jfrog`, or what another module added. */
  type: z.string(),
  title: z.string(),
  description: z.string().optional(),
  /** Are user name and password demanded? */
  credential: z.enum(['required', 'optional']),
  fields: z.array(providerFieldSchema),
  capabilities: z.array(providerCapabilitySchema),
});

/** @public */
export type ProviderInfo = z.infer<typeof providerInfoSchema>;

/** @public */
export const providerListSchema = z.object({
  items: z.array(providerInfoSchema),
});

/** @public */
export type ProviderList = z.infer<typeof providerListSchema>;
