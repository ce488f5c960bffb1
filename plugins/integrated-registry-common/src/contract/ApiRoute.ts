import { z } from 'zod';

/**
 * One call of the HTTP contract. The router, the client and the OpenAPI description are all made
 * from this.
 *
 * @public
 */
export interface ApiRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Express form, `/integrations/:id`. */
  path: string;
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The most bytes of a body; `requestLimits.bodyBytes` where it is left out. */
  maxBodyBytes?: number;
  /** Must the request carry the `ETag` of what it changes as `If-Match`? */
  ifMatch?: boolean;
  /** What lets a caller in; a Backstage token where it is left out. */
  security?: 'webhookSecret';
  /** Absent where the answer has no body (204). */
  response?: z.ZodType;
  /** HTTP status of success. */
  success: 200 | 201 | 202 | 204;
}
