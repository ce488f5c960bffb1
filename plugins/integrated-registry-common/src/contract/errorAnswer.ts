import { z } from 'zod';
import { wordingSchema } from '../messages';
import { diagnosisSchema } from './connectionTests';
import { registryFailureSchema } from './errors';

/** What is wrong with one field of a request. */
export const requestIssueSchema = z.object({
  /** `tls.caCertificate`, `repositories.3`; empty for the request as a whole. */
  path: z.string(),
  /** For a person. */
  message: z.string(),
  wording: wordingSchema.optional(),
});

/** @public */
export type RequestIssue = z.infer<typeof requestIssueSchema>;

/**
 * Every answer that is no success: Backstage's error body, with what is known about a registry's
 * failure or the request's fields beside it.
 */
export const errorAnswerSchema = z.object({
  error: z.object({
    /** Backstage's: `InputError`, `NotFoundError`, `ConflictError`, ... */
    name: z.string(),
    message: z.string(),
    /** Present where a registry failed, together with `remedy`. */
    code: registryFailureSchema.shape.code.optional(),
    remedy: registryFailureSchema.shape.remedy.optional(),
    /** What words `message` and `remedy` in another language. */
    wording: wordingSchema.optional(),
    upstreamStatus: registryFailureSchema.shape.upstreamStatus,
    retryAfter: registryFailureSchema.shape.retryAfter,
    /** Present where the input was bad. */
    issues: z.array(requestIssueSchema).optional(),
    /** How many problems of the input `issues` leaves out. */
    issuesOmitted: z.number().int().optional(),
    /** By which administrators find in the log what happened; present where the portal failed. */
    reference: z.string().optional(),
    /** Present where creating or changing failed at the connection test. */
    diagnosis: diagnosisSchema.optional(),
  }),
});

/** @public */
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;
