import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  Message,
  worded,
  Wording,
} from 'backstage-plugin-integrated-registry-common';

/** An error that a person reads in their language. */
export type WordedError<E extends Error> = E & { readonly wording?: Wording };

/** The request is wrong. */
export function inputError(message: Message): WordedError<InputError> {
  return withWording(new InputError(message.text), message);
}

/** There is no such thing, or not for the caller. */
export function notFoundError(message: Message): WordedError<NotFoundError> {
  return withWording(new NotFoundError(message.text), message);
}

/** The caller may not do this. */
export function notAllowedError(
  message: Message,
): WordedError<NotAllowedError> {
  return withWording(new NotAllowedError(message.text), message);
}

/** It does not go together with what is there already. */
export function conflictError(message: Message): WordedError<ConflictError> {
  return withWording(new ConflictError(message.text), message);
}

/** The portal cannot do it now. */
export function unavailableError(
  message: Message,
): WordedError<ServiceUnavailableError> {
  return withWording(new ServiceUnavailableError(message.text), message);
}

function withWording<E extends Error>(
  error: E,
  message: Message,
): WordedError<E> {
  return Object.assign(error, { wording: worded({ message }).wording });
}
