// Constructors of k8s.io/apimachinery/pkg/api/errors, in its words.
import { StatusCause, StatusError } from './StatusError';

/** What went wrong with one field: an entry of `field.ErrorList`. */
export interface FieldError {
  reason:
    | 'FieldValueRequired'
    | 'FieldValueInvalid'
    | 'FieldValueForbidden'
    | 'FieldValueTooLong'
    | 'FieldValueNotSupported';
  message: string;
  field: string;
}

export function required(field: string, detail = ''): FieldError {
  return {
    reason: 'FieldValueRequired',
    message: `Required value${detail && `: ${detail}`}`,
    field,
  };
}

/** @param value - `undefined`: it stays unsaid, as Kubernetes does with what is secret */
export function invalid(
  field: string,
  value: string | undefined,
  detail: string,
): FieldError {
  const shown = value ?? '<secret contents redacted>';
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(shown)}: ${detail}`,
    field,
  };
}

export function forbiddenField(field: string, detail: string): FieldError {
  return {
    reason: 'FieldValueForbidden',
    message: `Forbidden: ${detail}`,
    field,
  };
}

export function tooLong(field: string, bytes: number): FieldError {
  return {
    reason: 'FieldValueTooLong',
    message: `Too long: may not be more than ${bytes} bytes`,
    field,
  };
}

export function notSupported(
  field: string,
  value: string,
  supported: readonly string[],
): FieldError {
  const values = supported.map(known => JSON.stringify(known)).join(', ');
  return {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${JSON.stringify(
      value,
    )}: supported values: ${values}`,
    field,
  };
}

export function notValid(
  kind: string,
  name: string,
  errors: readonly FieldError[],
): StatusError {
  const messages = [
    ...new Set(errors.map(({ field, message }) => `${field}: ${message}`)),
  ];
  const all = messages.join(', ');
  return new StatusError(
    422,
    'Invalid',
    `${kind} "${name}" is invalid: ${messages.length > 1 ? `[${all}]` : all}`,
    { name, kind, causes: [...errors] },
  );
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

/** An error that has no status of its own, as Kubernetes' handlers answer it. */
export function unknownError(message: string): StatusError {
  return new StatusError(500, undefined, message);
}

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

export function forbidden(
  resource: string,
  name: string | undefined,
  why: string,
  causes?: StatusCause[],
): StatusError {
  const what = name ? `${resource} "${name}"` : resource;
  return new StatusError(403, 'Forbidden', `${what} is forbidden: ${why}`, {
    ...(name && { name }),
    kind: resource,
    ...(causes && { causes }),
  });
}

export function forbiddenPath(user: string, path: string): StatusError {
  return new StatusError(
    403,
    'Forbidden',
    `forbidden: User "${user}" cannot get path "${path}"`,
    {},
  );
}

export function notFound(resource: string, name: string): StatusError {
  return new StatusError(404, 'NotFound', `${resource} "${name}" not found`, {
    name,
    kind: resource,
  });
}

/** A path that the server does not have. */
export function noSuchPath(): StatusError {
  return new StatusError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

export function methodNotAllowed(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

export function notAcceptable(message: string): StatusError {
  return new StatusError(406, 'NotAcceptable', message);
}

export function alreadyExists(resource: string, name: string): StatusError {
  return new StatusError(
    409,
    'AlreadyExists',
    `${resource} "${name}" already exists`,
    { name, kind: resource },
  );
}

export function conflict(
  resource: string,
  name: string,
  why: string,
): StatusError {
  return new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resource} "${name}": ${why}`,
    { name, kind: resource },
  );
}

/** @param limit - in bytes */
export function tooLarge(limit: number): StatusError {
  return new StatusError(
    413,
    'RequestEntityTooLarge',
    `Request entity too large: limit is ${limit}`,
  );
}

export function unsupportedMediaType(accepted: readonly string[]): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}
