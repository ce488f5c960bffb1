import { z } from 'zod';
import { TransportResponse } from '../transport';
import { jsonOf } from './readJson';

/**
 * Codes that may be repeated to a person. Other words of a registry are not: it could echo what
 * was sent to it.
 *
 * Source: OCI distribution specification 1.1, section "Error Codes", and distribution's
 * `registry/api/errcode` and `registry/api/v2`.
 */
const knownCodes = new Set([
  'BLOB_UNKNOWN',
  'BLOB_UPLOAD_INVALID',
  'BLOB_UPLOAD_UNKNOWN',
  'DENIED',
  'DIGEST_INVALID',
  'MANIFEST_BLOB_UNKNOWN',
  'MANIFEST_INVALID',
  'MANIFEST_UNKNOWN',
  'MANIFEST_UNVERIFIED',
  'NAME_INVALID',
  'NAME_UNKNOWN',
  'PAGINATION_NUMBER_INVALID',
  'SIZE_INVALID',
  'TAG_INVALID',
  'TOOMANYREQUESTS',
  'UNAUTHORIZED',
  'UNAVAILABLE',
  'UNKNOWN',
  'UNSUPPORTED',
]);

/** Registries name one or two. */
const MAX_ERRORS = 20;

const errorBodySchema = z.object({
  errors: z.custom<unknown[]>(Array.isArray),
});
const errorSchema = z.object({ code: z.string() });

/** The registry's own error codes, as far as they are known ones. */
export function errorCodes(response: TransportResponse): string[] {
  const body = errorBodySchema.safeParse(jsonOf(response));
  return (body.data?.errors ?? [])
    .slice(0, MAX_ERRORS)
    .map(error => errorSchema.safeParse(error).data?.code ?? '')
    .filter(code => knownCodes.has(code));
}
