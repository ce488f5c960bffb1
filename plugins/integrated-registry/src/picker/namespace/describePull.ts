import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { Translate, Word } from '../../translations';
import { ChosenImage } from './useChosenImage';

/** Can the chosen image be pulled in a namespace? */
export interface PullState {
  /** A few words. */
  text: string;
  /** Why not, and what to do. */
  detail?: string;
}

/** In words, for whoever chooses a namespace for an image. */
export function describePull(
  binding: NamespaceBinding,
  image: ChosenImage,
  t: Translate,
  word: Word,
): PullState {
  const { state, problem, integrations } = binding;
  const inWords = (texts: NonNullable<typeof problem>) => {
    const { message, remedy } = word(texts);
    return t('namespacePicker.problem', { message, remedy });
  };
  if (image.state === 'elsewhere') {
    return { text: t('namespacePicker.elsewhere') };
  }
  if (image.state === 'known' && image.credential?.needed === false) {
    return { text: t('namespacePicker.notNeeded') };
  }
  const lacks =
    image.state === 'known' && !integrations.includes(image.integration);
  const holdsOthers =
    state === 'inPlace' || (state === 'manifest' && integrations.length > 0);
  if (state === 'empty' || (holdsOthers && lacks)) {
    const why = image.state === 'known' && image.credential?.problem;
    return {
      text: t('namespacePicker.noCredential'),
      detail: why ? inWords(why) : t('namespacePicker.decide'),
    };
  }
  return {
    text: t(`namespacePicker.state.${state}`),
    ...(problem && { detail: inWords(problem) }),
  };
}
