import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './translations/messages';

/**
 * Every text of the plugin: English, and Simplified Chinese as `zh`.
 *
 * @public
 */
export const integratedRegistryTranslationRef = createTranslationRef({
  id: 'integrated-registry',
  messages,
  translations: {
    zh: () => import('./translations/zh'),
  },
});
