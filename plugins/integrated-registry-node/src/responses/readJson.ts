import { message, Text } from 'backstage-plugin-integrated-registry-common';
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
  what: Text,
): z.output<T> {
  return readContent(jsonOf(response), response, schema, what);
}

/** As `readJson`, of what was taken out of the body already: to parse megabytes twice takes its time. */
export function readContent<T extends z.ZodType>(
  content: unknown,
  response: TransportResponse,
  schema: T,
  what: Text,
): z.output<T> {
  if (content === undefined) {
    throw new RegistryError('BAD_RESPONSE', {
      message: isWebPage(response)
        ? message('ANSWER_WEB_PAGE', { what })
        : message('ANSWER_NOT_JSON', { what }),
      upstreamStatus: response.httpStatus,
    });
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    throw new RegistryError('BAD_RESPONSE', {
      message: message('ANSWER_OF_OTHER_FORM', { what }),
      upstreamStatus: response.httpStatus,
    });
  }
  return parsed.data;
}
