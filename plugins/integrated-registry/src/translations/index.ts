export {
  type IntegratedRegistryMessages,
  type PlainTextKey,
  type Translate,
  integratedRegistryTranslationRef,
} from './translationRef';
export { translatorOf } from './translatorOf';
export { wordCode } from './wordCode';
