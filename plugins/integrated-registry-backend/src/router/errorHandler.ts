import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  ErrorAnswer,
  message,
  RegistryErrorCode,
  RegistryFailure,
  worded,
  Wording,
  wordingSchema,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from 'backstage-plugin-integrated-registry-node';
import { ErrorRequestHandler, Request } from 'express';
import { randomBytes } from 'node:crypto';
import { ConnectionTestFailedError } from '../connections';
import { CredentialError } from '../credentials';
import { TooManyRequestsError } from '../platform';
import { describeFault } from './describeFault';
import { BodyError } from './readBody';
import { RequestError } from './RequestError';

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

/** Errors of Backstage's whose message is ours, or Backstage's own, and whose answer is Backstage's. */
const PLAIN_ERRORS = new Set([
  'AuthenticationError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'NotModifiedError',
  'ServiceUnavailableError',
]);

/**
 * Answers with what is known beyond Backstage's error body: `code` and `remedy` of a registry's
 * failure, the `issues` of a request, the `diagnosis` of a failed connection test. Plain errors of
 * Backstage are left to the next handler.
 *
 * Of anything else nobody knows what its message says: a library may quote a statement, a value or
 * the address of a database. The answer says only by which reference the log tells more, and the log
 * tells where it happened.
 */
export function createErrorHandler(logger: LoggerService): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      // Whatever it was, half an answer has gone out already; only the connection is left to close.
      logger.error(`${request.method} ended early: ${describeFault(error)}`);
      response.destroy();
      return;
    }
    const known = toAnswer(error);
    if (!known && isError(error) && PLAIN_ERRORS.has(error.name)) {
      next(bare(error));
      return;
    }
    const answer = known ?? answerFault(error, request, logger);
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

/** Whatever else hangs on an error would be sent, and decide the status. */
function bare(error: Error): Error {
  return Object.assign(new Error(error.message), {
    name: error.name,
    stack: undefined,
    ...wordingOf(error),
  });
}

function wordingOf(error: Error): { wording?: Wording } {
  const { data } = wordingSchema.safeParse(
    'wording' in error ? error.wording : undefined,
  );
  return data ? { wording: data } : {};
}

function answerFault(
  error: unknown,
  { method, route }: Request,
  logger: LoggerService,
): Answer {
  const reference = randomBytes(6).toString('hex');
  logger.error(
    `${method} ${
      route?.path ?? ''
    } failed (reference ${reference}): ${describeFault(error)}`,
  );
  return {
    httpStatus: 500,
    error: worded({
      name: 'InternalServerError',
      message: message('PORTAL_FAILED', { reference }),
      reference,
    }),
  };
}

function toAnswer(error: unknown): Answer | undefined {
  if (error instanceof RequestError) {
    const { name, issues, omitted } = error;
    return {
      httpStatus: 400,
      error: {
        name,
        message: error.message,
        issues,
        ...(omitted > 0 && { issuesOmitted: omitted }),
      },
    };
  }
  if (error instanceof ConnectionTestFailedError) {
    return {
      httpStatus: 400,
      error: {
        ...error.failure,
        name: 'InputError',
        message: error.message,
        wording: error.wording,
        diagnosis: error.diagnosis,
      },
    };
  }
  if (isRegistryError(error)) {
    return answerFailure(error.toFailure());
  }
  if (error instanceof TooManyRequestsError) {
    const { name, reason, retryAfter } = error;
    return {
      httpStatus: 429,
      error: worded({ name, message: reason, retryAfter }),
    };
  }
  if (error instanceof CredentialError) {
    return answerFailure(error.toFailure());
  }
  if (error instanceof BodyError) {
    const { httpStatus, reason } = error;
    return {
      httpStatus,
      error: worded({
        name: httpStatus === 413 ? 'PayloadTooLargeError' : 'InputError',
        message: reason,
      }),
    };
  }
  if (error instanceof URIError) {
    // Its own message quotes the address.
    return {
      httpStatus: 400,
      error: worded({
        name: 'InputError',
        message: message('PATH_UNREADABLE'),
      }),
    };
  }
  return undefined;
}

function answerFailure(failure: RegistryFailure): Answer {
  const { httpStatus, name } = registryAnswers[failure.code] ?? {
    httpStatus: 503,
    name: 'ServiceUnavailableError',
  };
  return { httpStatus, error: { ...failure, name } };
}
