import {
  type ApiHolder,
  appLanguageApiRef,
  translationApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  fillTemplate,
  messageCatalogue,
} from 'backstage-plugin-integrated-registry-common';
import { useMemo } from 'react';
import { integratedRegistryBackendTranslationRef } from './backendTranslationRef';
import { createWord, Word } from './wording';

type Translate = (code: string, params: Record<string, string>) => string;

/**
 * Words what the backend has sent in the language of the portal. What has no code, or one that this
 * version does not know, stays in English.
 */
export function useWording(): Word {
  const { t } = useTranslationRef(integratedRegistryBackendTranslationRef);
  const language =
    useApiHolder().get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return useMemo(() => createWord(t as Translate, language), [t, language]);
}

/** The same where there is no component; in English where the texts are not loaded yet. */
export function wordingOf(apiHolder: ApiHolder): Word {
  const snapshot = apiHolder
    .get(translationApiRef)
    ?.getTranslation(integratedRegistryBackendTranslationRef);
  const language =
    apiHolder.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return snapshot?.ready
    ? createWord(snapshot.t as unknown as Translate, language)
    : createWord(
        (code, params) => fillTemplate(messageCatalogue[code], params),
        'en',
      );
}
