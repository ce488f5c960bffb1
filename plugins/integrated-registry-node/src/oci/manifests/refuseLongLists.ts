import { Message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../../errors';
import { MAX_ENTRIES } from './schemas';

/**
 * Refuses content whose lists have more entries than are read. It is looked at before it is parsed, so that
 * the error says what is wrong with it.
 *
 * @param content - of JSON
 * @param texts - of the error, by the number of entries and how many are read
 * @throws RegistryError `RESPONSE_TOO_LARGE`
 */
export function refuseLongLists(
  content: unknown,
  texts: (
    entries: number,
    max: number,
  ) => { message: Message; remedy: Message },
): void {
  const { manifests, layers, blobs } = Object(content);
  for (const list of [manifests, layers, blobs]) {
    if (Array.isArray(list) && list.length > MAX_ENTRIES) {
      throw new RegistryError(
        'RESPONSE_TOO_LARGE',
        texts(list.length, MAX_ENTRIES),
      );
    }
  }
}
