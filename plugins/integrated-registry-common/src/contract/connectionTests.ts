import { z } from 'zod';
import { wordingSchema } from '../messages';
import { issueText } from './issueTexts';
import { registryFailureSchema } from './errors';
import { updateIntegrationRequestSchema } from './integrations';
import { testShape } from './integrationShapes';

/** In the order they are taken. @public */
export const diagnosisStepIds = [
  'dns',
  'tcp',
  'tls',
  'protocol',
  'login',
  'catalogue',
  'list',
  'pull',
] as const;

export const diagnosisStepSchema = z.object({
  id: z.enum(diagnosisStepIds),
  /** `skipped`: does not apply (TLS on plain http) or an earlier step failed. */
  state: z.enum(['ok', 'failed', 'skipped']),
  /** What was found, for a person. */
  message: z.string(),
  wording: wordingSchema.optional(),
  durationMs: z.number().nonnegative().optional(),
  failure: registryFailureSchema.optional(),
});

/** @public */
export type DiagnosisStep = z.infer<typeof diagnosisStepSchema>;

/** What a registry says of the life of the password it was shown. */
export const credentialExpirySchema = z.object({
  /** ISO 8601; absent where it never expires. */
  expiresAt: z.string().optional(),
});

/** @public */
export type CredentialExpiry = z.infer<typeof credentialExpirySchema>;

/** Settings that fit the registry better than those that were tested. */
export const connectionSuggestionSchema = z.object({
  /** What was recognised, and what the suggestion changes; for a person. */
  message: z.string(),
  wording: wordingSchema.optional(),
  type: z.string().optional(),
  url: z.string().optional(),
  imageHost: z.string().optional(),
});

/** @public */
export type ConnectionSuggestion = z.infer<typeof connectionSuggestionSchema>;

/** @public */
export const diagnosisSchema = z.object({
  /** True where no step failed. */
  ok: z.boolean(),
  steps: z.array(diagnosisStepSchema),
  /** Absent where the registry does not tell. */
  credentialExpiry: credentialExpirySchema.optional(),
  /** Absent where nothing better is known. */
  suggestion: connectionSuggestionSchema.optional(),
});

/** @public */
export type Diagnosis = z.infer<typeof diagnosisSchema>;

/**
 * Unsaved settings of a workspace, or a saved integration with changes. What does not matter to a
 * test, such as name and description, is not taken with unsaved settings; the expiry date may be left
 * out.
 */
export const connectionTestRequestSchema = z.union([
  updateIntegrationRequestSchema.extend({
    integrationId: z.string(issueText('CONNECTION_TEST_OF_WHAT')).max(64),
  }),
  z.strictObject(testShape),
]);

/** @public */
export type ConnectionTestRequest = z.infer<typeof connectionTestRequestSchema>;
/** @public */
export type ConnectionTestInput = z.input<typeof connectionTestRequestSchema>;
