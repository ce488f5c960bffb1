export {
  type IntegratedRegistryMessages,
  type PlainTextKey,
  type Translate,
  integratedRegistryTranslationRef,
} from './translationRef';
export { translatorOf } from './translatorOf';
export { wordCode } from './wordCode';
export { integratedRegistryBackendTranslationRef } from './backend/backendTranslationRef';
export { useWording, wordingOf } from './backend/useWording';
export { createWord, type Word } from './backend/wording';
