import { isError } from '@backstage/errors';
import { TranslationFunction } from '@backstage/frontend-plugin-api';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translation';

/** The texts of the plugin in the language of the portal. */
export type Translate = TranslationFunction<
  (typeof integratedRegistryTranslationRef)['T']
>;

/** Why something failed and what to do about it, for a person. */
export interface ErrorDescription {
  why: string;
  next: string;
}

/** What an answer of the backend tells besides the message; nothing where it did not answer. */
export function asRegistryError(
  error: unknown,
): Partial<IntegratedRegistryError> {
  return isError(error) ? error : new Error(String(error));
}

/** Puts an error into words. */
export function describeError(error: unknown, t: Translate): ErrorDescription {
  const { name, message, httpStatus, failure, retryAfter } =
    asRegistryError(error);
  const wait =
    retryAfter === undefined
      ? undefined
      : t('error.nextWait', { count: Math.ceil(retryAfter) });
  if (failure) {
    return {
      why: failure.message,
      next: [failure.remedy, wait].filter(Boolean).join(' '),
    };
  }
  // `fetch` throws a TypeError whose message differs from browser to browser.
  if (name === 'TypeError' && httpStatus === undefined) {
    return { why: t('error.network'), next: t('error.nextNetwork') };
  }
  return { why: message ?? '', next: wait ?? nextStep(name, t) };
}

function nextStep(name: string | undefined, t: Translate): string {
  switch (name) {
    case 'AuthenticationError':
      return t('error.nextSignIn');
    case 'NotAllowedError':
      return t('error.nextNotAllowed');
    case 'NotFoundError':
      return t('error.nextNotFound');
    default:
      return t('error.nextRetry');
  }
}
