import { ApiRoute, message } from 'backstage-plugin-integrated-registry-common';
import { Request } from 'express';
import { z } from 'zod';
import { inputError, notFoundError } from '../model';
import { RequestError } from './RequestError';

/**
 * A request of any route, parsed by the schemas of the route.
 *
 * @throws RequestError, InputError, NotFoundError
 */
export function parseRequest(route: ApiRoute, request: Request) {
  return {
    id: idOf(request),
    query: parse(route.query, request.query),
    body: parse(route.body, request.body),
    etag: route.ifMatch ? ifMatchOf(request) : '',
  };
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  const result = schema?.safeParse(value);
  if (result && !result.success) {
    throw new RequestError(result.error);
  }
  return result?.data;
}

/** What cannot be an id is not looked for. */
function idOf({ params }: Request): string {
  const { id } = params;
  if (id !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(id)) {
    throw notFoundError(message('NO_INTEGRATION_WITH_THIS_ID'));
  }
  return id ?? '';
}

function ifMatchOf(request: Request): string {
  const etag = request.header('if-match');
  if (!etag) {
    throw inputError(message('IF_MATCH_MISSING'));
  }
  return etag;
}
