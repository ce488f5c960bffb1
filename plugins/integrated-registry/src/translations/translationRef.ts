import {
  createTranslationRef,
  type TranslationFunction,
  type TranslationRef,
} from '@backstage/frontend-plugin-api';
import { messages } from './en';

const ref = createTranslationRef({
  id: 'integrated-registry',
  messages,
  translations: {
    zh: () => import('./zh'),
  },
});

/**
 * The texts of the plugin: each key with its English text.
 *
 * It has a name of its own because the compiler writes the keys of an inferred type in an order
 * that changes from one compilation to the next.
 *
 * @public
 */
export type IntegratedRegistryMessages = (typeof ref)['T'];

/**
 * Every text of the plugin: English, and Simplified Chinese as `zh`.
 *
 * @public
 */
export const integratedRegistryTranslationRef: TranslationRef<
  'integrated-registry',
  IntegratedRegistryMessages
> = ref;

/** The texts of the plugin in the language of the portal. */
export type Translate = TranslationFunction<IntegratedRegistryMessages>;

/** Keys of texts without placeholders. */
export type PlainTextKey = {
  [Key in keyof IntegratedRegistryMessages]: Key extends `${string}_${
    | 'one'
    | 'other'}`
    ? never
    : IntegratedRegistryMessages[Key] extends `${string}{{${string}`
    ? never
    : Key;
}[keyof IntegratedRegistryMessages];
