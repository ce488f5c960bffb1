import {
  AuthenticationError,
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

/** Nobody knows who calls. */
export const authenticationError = wordedBy(AuthenticationError);

/** The request is wrong. */
export const inputError = wordedBy(InputError);

/** There is no such thing, or not for the caller. */
export const notFoundError = wordedBy(NotFoundError);

/** The caller may not do this. */
export const notAllowedError = wordedBy(NotAllowedError);

/** It does not go together with what is there already. */
export const conflictError = wordedBy(ConflictError);

/** The portal cannot do it now. */
export const unavailableError = wordedBy(ServiceUnavailableError);

function wordedBy<E extends Error>(Kind: new (text: string) => E) {
  return (message: Message): WordedError<E> =>
    Object.assign(new Kind(message.text), {
      wording: worded({ message }).wording,
    });
}
