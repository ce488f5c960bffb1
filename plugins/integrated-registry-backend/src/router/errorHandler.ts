import { isError } from '@backstage/errors';
import {
  ErrorAnswer,
  RegistryErrorCode,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from 'backstage-plugin-integrated-registry-node';
import { ErrorRequestHandler } from 'express';
import { CredentialError } from '../credentials';
import { ConnectionTestFailedError } from '../services/ConnectionTestFailedError';
import { TooManyRequestsError } from '../services/RateLimits';
import { RequestError } from './RequestError';

/** Above the longest text of the contract, so that a long one is named by its field. */
export const MAX_BODY = '4 MB';

interface Answer {
  httpStatus: number;
  error: ErrorAnswer['error'];
}

/** What is to blame: the request, or the registry behind us. Never 401, which is our own. */
const registryAnswers: Partial<
  Record<RegistryErrorCode, { httpStatus: number; name: string }>
> = {
  NOT_FOUND: { httpStatus: 404, name: 'NotFoundError' },
  RATE_LIMITED: { httpStatus: 429, name: 'TooManyRequestsError' },
  ADDRESS_BLOCKED: { httpStatus: 400, name: 'InputError' },
};

/**
 * Answers with what is known beyond Backstage's error body: `code` and `remedy` of a registry's
 * failure, the `issues` of a request, the `diagnosis` of a failed connection test. Everything else
 * is left to the next handler.
 */
export function createErrorHandler(): ErrorRequestHandler {
  return (error, request, response, next) => {
    const answer = response.headersSent ? undefined : toAnswer(error);
    if (!answer) {
      next(error);
      return;
    }
    if (answer.error.retryAfter !== undefined) {
      response.setHeader('Retry-After', Math.ceil(answer.error.retryAfter));
    }
    response.status(answer.httpStatus).json({
      error: answer.error,
      request: { method: request.method, url: request.path },
      response: { statusCode: answer.httpStatus },
    });
  };
}

function toAnswer(error: unknown): Answer | undefined {
  if (error instanceof RequestError) {
    const { name, message, issues } = error;
    return { httpStatus: 400, error: { name, message, issues } };
  }
  if (error instanceof ConnectionTestFailedError) {
    return {
      httpStatus: 400,
      error: {
        ...error.failure,
        name: 'InputError',
        message: error.message,
        diagnosis: error.diagnosis,
      },
    };
  }
  if (isRegistryError(error)) {
    return answerFailure(error.toFailure());
  }
  if (error instanceof TooManyRequestsError) {
    const { name, message, retryAfter } = error;
    return { httpStatus: 429, error: { name, message, retryAfter } };
  }
  if (error instanceof CredentialError) {
    return answerFailure(error.toFailure());
  }
  return toBodyAnswer(error);
}

function answerFailure(failure: RegistryFailure): Answer {
  const { httpStatus, name } = registryAnswers[failure.code] ?? {
    httpStatus: 503,
    name: 'ServiceUnavailableError',
  };
  return { httpStatus, error: { ...failure, name } };
}

/** The parser's own messages quote the body, and there may be a password in it. */
function toBodyAnswer(error: unknown): Answer | undefined {
  switch (isError(error) ? error.type : undefined) {
    case 'entity.too.large':
      return {
        httpStatus: 413,
        error: {
          name: 'PayloadTooLargeError',
          message: `The request is too large: at most ${MAX_BODY} are allowed`,
        },
      };
    case 'entity.parse.failed':
      return {
        httpStatus: 400,
        error: {
          name: 'InputError',
          message: 'The body of the request is not valid JSON',
        },
      };
    case 'encoding.unsupported':
    case 'charset.unsupported':
    case 'request.size.invalid':
      return {
        httpStatus: 400,
        error: {
          name: 'InputError',
          message:
            'The body of the request cannot be read. Send it as JSON in UTF-8',
        },
      };
    default:
      return undefined;
  }
}
