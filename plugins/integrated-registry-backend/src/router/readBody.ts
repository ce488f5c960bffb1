import {
  ApiRoute,
  findJsonExcess,
  formatBytes,
  maxBodyBytesOf,
  message,
  Message,
  requestLimits,
} from 'backstage-plugin-integrated-registry-common';
import express, { RequestHandler } from 'express';

/** A body that costs more than a request may. */
export class BodyError extends Error {
  readonly name = 'BodyError';

  constructor(readonly httpStatus: 400 | 413, readonly reason: Message) {
    super(reason.text);
  }
}

const EXCESSES = {
  nesting: message('BODY_NESTED', { max: requestLimits.nesting }),
  values: message('BODY_TOO_FULL', { max: requestLimits.values }),
};

/**
 * Reads the body of a route, within what the contract allows it. The parser's own messages quote the
 * body, and there may be a password in it: they are replaced.
 */
export function readBody(route: ApiRoute): RequestHandler {
  const limit = maxBodyBytesOf(route);
  const parse = express.json({
    limit,
    verify(_request, _response, body) {
      const excess = findJsonExcess(body, requestLimits);
      if (excess) {
        throw new BodyError(400, EXCESSES[excess]);
      }
    },
  });
  return (request, response, next) =>
    parse(request, response, error =>
      next(error === undefined ? undefined : toBodyError(error, limit)),
    );
}

function toBodyError(error: unknown, limit: number): BodyError {
  if (error instanceof BodyError) {
    return error;
  }
  switch (typeOf(error)) {
    case 'entity.too.large':
      return new BodyError(
        413,
        message('BODY_TOO_LARGE', { max: formatBytes(limit) }),
      );
    case 'entity.parse.failed':
      return new BodyError(400, message('BODY_NOT_JSON'));
    default:
      return new BodyError(400, message('BODY_UNREADABLE'));
  }
}

function typeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'type' in error
    ? error.type
    : undefined;
}
