import { z } from 'zod';
import { TransportResponse } from '../transport';
import { errorOf, RequestContext } from './errorOf';
import { readJson } from './readJson';

/**
 * Reads the JSON body of an answer that has to be a 200.
 *
 * @throws RegistryError `BAD_RESPONSE` for a body of another form, else as `errorOf`
 * @public
 */
export function expectJson<T extends z.ZodType>(
  response: TransportResponse,
  schema: T,
  context: RequestContext,
): z.output<T> {
  if (response.httpStatus !== 200) {
    throw errorOf(response, context);
  }
  return readJson(response, schema, context.what);
}
