import {
  createTranslationRef,
  type TranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  messageCatalogue,
  type MessageCatalogue,
} from 'backstage-plugin-integrated-registry-common';

/**
 * Every message of the backend, by its code: English, and Simplified Chinese as `zh`.
 *
 * @public
 */
export const integratedRegistryBackendTranslationRef: TranslationRef<
  'integrated-registry.backend',
  MessageCatalogue
> = createTranslationRef({
  id: 'integrated-registry.backend',
  messages: messageCatalogue,
  translations: {
    zh: () => import('./zh'),
  },
});
