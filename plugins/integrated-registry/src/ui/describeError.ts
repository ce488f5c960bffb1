import { asRegistryError } from '../api';
import { Translate, Word } from '../translations';

/** Why something failed and what to do about it, for a person. */
export interface ErrorDescription {
  why: string;
  next: string;
}

/** Puts an error into words. */
export function describeError(
  error: unknown,
  t: Translate,
  word: Word,
): ErrorDescription {
  const known = asRegistryError(error);
  const { name, httpStatus, failure, retryAfter } = known;
  const wait =
    retryAfter === undefined
      ? undefined
      : t('error.nextWait', { count: Math.ceil(retryAfter) });
  if (failure) {
    const { message, remedy } = word(failure);
    return {
      why: message,
      next: [remedy, wait].filter(Boolean).join(' '),
    };
  }
  // `fetch` throws a TypeError whose message differs from browser to browser.
  if (name === 'TypeError' && httpStatus === undefined) {
    return { why: t('error.network'), next: t('error.nextNetwork') };
  }
  if (isSessionEnded(error)) {
    return { why: t('error.sessionEnded'), next: t('error.nextSignIn') };
  }
  return { why: word(known).message, next: wait ?? nextStep(name, t) };
}

/** Does the backend no longer know who asks? It words that for developers: "Illegal token". */
export function isSessionEnded(error: unknown): boolean {
  const { name, httpStatus, failure } = asRegistryError(error);
  return (
    failure === undefined &&
    (name === 'AuthenticationError' || httpStatus === 401)
  );
}

function nextStep(name: string | undefined, t: Translate): string {
  switch (name) {
    case 'InputError':
      return t('error.nextInput');
    case 'NotAllowedError':
      return t('error.nextNotAllowed');
    case 'NotFoundError':
      return t('error.nextNotFound');
    default:
      return t('error.nextRetry');
  }
}
