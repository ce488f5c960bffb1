import { isError } from '@backstage/errors';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';

/** What an answer of the backend tells besides the message; nothing if it did not answer. */
export function asRegistryError(
  error: unknown,
): Partial<IntegratedRegistryError> {
  return isError(error) ? error : new Error(String(error));
}
