export {
  type IntegratedRegistryMessages,
  type Translate,
  integratedRegistryTranslationRef,
} from './translationRef';
export { translatorOf } from './translatorOf';
