import { z } from 'zod';

/** What a provider can do beyond listing and reading images. */
export const providerCapabilitySchema = z.enum([
  'vulnerabilities',
  'startScan',
  'referrers',
  'mintPullCredential',
]);

/** @public */
export type ProviderCapability = z.infer<typeof providerCapabilitySchema>;

/** A setting of the form that only some providers have. */
export const providerFieldSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  required: z.boolean(),
  placeholder: z.string().optional(),
});

/** @public */
export type ProviderField = z.infer<typeof providerFieldSchema>;

/** A text of the form that comes from a provider. */
export const providerTextSchema = z.object({
  /**
   * What the portal words it by in the reader's language, such as `harbor.username.description`.
   * Absent, or unknown to the portal, for types that other modules add: then the text is shown.
   */
  code: z.string().optional(),
  /** English. */
  text: z.string(),
});

/** @public */
export type ProviderText = z.infer<typeof providerTextSchema>;

/** How a provider words one field of the form; what is absent stays as the form has it. */
export const providerFieldHintSchema = z.object({
  title: providerTextSchema.optional(),
  description: providerTextSchema.optional(),
  /** An example: `https://harbor.example.com` */
  placeholder: z.string().optional(),
});

/** @public */
export type ProviderFieldHint = z.infer<typeof providerFieldHintSchema>;

/** How a provider words the fields that every type has. */
export const providerHintsSchema = z.object({
  url: providerFieldHintSchema.optional(),
  imageHost: providerFieldHintSchema.optional(),
  username: providerFieldHintSchema.optional(),
  password: providerFieldHintSchema.optional(),
});

/** @public */
export type ProviderHints = z.infer<typeof providerHintsSchema>;

export const providerInfoSchema = z.object({
  /** `docker`, `harbor`, `jfrog`, or what another module added. */
  type: z.string(),
  title: z.string(),
  description: z.string().optional(),
  /** Are user name and password demanded? */
  credential: z.enum(['required', 'optional']),
  fields: z.array(providerFieldSchema),
  hints: providerHintsSchema.optional(),
  capabilities: z.array(providerCapabilitySchema),
  /** Has a minted pull credential the rights of a group, which has to be named? */
  mintsForGroup: z.boolean().optional(),
});

/** @public */
export type ProviderInfo = z.infer<typeof providerInfoSchema>;

export const providerListSchema = z.object({
  items: z.array(providerInfoSchema),
});

/** @public */
export type ProviderList = z.infer<typeof providerListSchema>;
