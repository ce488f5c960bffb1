import { ApiHolder, translationApiRef } from '@backstage/frontend-plugin-api';
import { integratedRegistryTranslationRef, Translate } from './translationRef';
import { messages } from './en';

/**
 * The texts of the plugin where there is no component: in the language of the portal if they are
 * loaded, as they are once the plugin has drawn something, and in English otherwise.
 */
export function translatorOf(apiHolder: ApiHolder): Translate {
  const snapshot = apiHolder
    .get(translationApiRef)
    ?.getTranslation(integratedRegistryTranslationRef);
  return snapshot?.ready ? snapshot.t : (english as unknown as Translate);
}

function english(key: string, values: Record<string, unknown> = {}): string {
  const text = key
    .split('.')
    .reduce<unknown>(
      (place, part) => (place as Record<string, unknown>)[part],
      messages,
    );
  return String(text).replace(/\{\{(\w+)\}\}/g, (_, name) =>
    String(values[name] ?? ''),
  );
}
