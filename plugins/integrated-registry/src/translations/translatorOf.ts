import { ApiHolder, translationApiRef } from '@backstage/frontend-plugin-api';
import { messages } from './en';
import { flatten } from './texts';
import { integratedRegistryTranslationRef, Translate } from './translationRef';

/**
 * The texts of the plugin outside components: in the language of the portal if they are loaded, as
 * they are once the plugin has rendered something, and in English otherwise.
 */
export function translatorOf(apiHolder: ApiHolder): Translate {
  const snapshot = apiHolder
    .get(translationApiRef)
    ?.getTranslation(integratedRegistryTranslationRef);
  return snapshot?.ready ? snapshot.t : (english as unknown as Translate);
}

const texts: Record<string, string> = flatten(messages);

function english(key: string, values: Record<string, unknown> = {}): string {
  return texts[key].replace(/\{\{(\w+)\}\}/g, (_, name) =>
    String(values[name] ?? ''),
  );
}
