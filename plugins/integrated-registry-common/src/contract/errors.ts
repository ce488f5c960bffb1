import { z } from 'zod';
import { wordingSchema } from '../messages';

/**
 * What can go wrong between the portal and a registry. One code, one cause, one remedy.
 *
 * @public
 */
export const registryErrorCodes = [
  'DNS_FAILED',
  'CONNECTION_REFUSED',
  'TIMED_OUT',
  'TLS_UNTRUSTED',
  'TLS_HOSTNAME',
  'PROTOCOL_MISMATCH',
  'NOT_A_REGISTRY',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CATALOG_UNAVAILABLE',
  'RATE_LIMITED',
  'UPSTREAM_ERROR',
  'BAD_RESPONSE',
  'RESPONSE_TOO_LARGE',
  'ADDRESS_BLOCKED',
  'UNSUPPORTED_VERSION',
  'PORTAL_ERROR',
] as const;

export const registryErrorCodeSchema = z.enum(registryErrorCodes);

/** @public */
export type RegistryErrorCode = z.infer<typeof registryErrorCodeSchema>;

/**
 * A registry failure as a person reads it.
 */
export const registryFailureSchema = z.object({
  code: registryErrorCodeSchema,
  /** What happened. */
  message: z.string(),
  /** What to do about it. */
  remedy: z.string(),
  wording: wordingSchema.optional(),
  /** The HTTP status the registry answered with, where it answered. */
  upstreamStatus: z.number().int().optional(),
  /** Seconds to wait before the next attempt, where the registry said so. */
  retryAfter: z.number().optional(),
});

/** @public */
export type RegistryFailure = z.infer<typeof registryFailureSchema>;
