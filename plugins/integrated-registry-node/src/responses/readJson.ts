import { z } from 'zod';
import { RegistryError } from '../errors';
import { TransportResponse } from '../transport';
import { isWebPage } from './isWebPage';

/** What a body says, whatever its content type; undefined where it is not JSON. @public */
export function jsonOf({ body }: Pick<TransportResponse, 'body'>): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Reads a JSON body. The content type does not matter: registries behind proxies send odd ones.
 *
 * @param what - as in "The answer to the request for ...": `the tags of team/app`
 * @throws RegistryError `BAD_RESPONSE`
 * @public
 */
export function readJson<T extends z.ZodType>(
  response: TransportResponse,
  schema: T,
  what: string,
): z.output<T> {
  return readContent(jsonOf(response), response, schema, what);
}

/** As `readJson`, of what was taken out of the body already: to parse megabytes twice takes its time. */
export function readContent<T extends z.ZodType>(
  content: unknown,
  response: TransportResponse,
  schema: T,
  what: string,
): z.output<T> {
  if (content === undefined) {
    throw new RegistryError('BAD_RESPONSE', {
      message: isWebPage(response)
        ? `A web page came back instead of ${what}.`
        : `The answer to the request for ${what} is not whole or not JSON.`,
      upstreamStatus: response.httpStatus,
    });
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    throw new RegistryError('BAD_RESPONSE', {
      message: `The answer to the request for ${what} does not have the form that a registry's answer has.`,
      upstreamStatus: response.httpStatus,
    });
  }
  return parsed.data;
}
