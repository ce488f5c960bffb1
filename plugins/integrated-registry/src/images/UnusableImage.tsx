import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { integratedRegistryTranslationRef, useWording } from '../translations';
import { ANNOTATION_IMAGE } from './annotations';
import { Foreign } from '../ui';
import styles from './ImageCard.module.css';
import { AnnotatedImage } from './imagesOf';

/** What a component is annotated with and is no image reference: what is wrong, and what to do. */
export function UnusableImage({
  image: { text, problem, hasCredential },
}: {
  image: AnnotatedImage;
}) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  return (
    <section aria-label={text} className={styles.root}>
      <Text className={styles.reference}>
        <Foreign>{text}</Foreign>
      </Text>
      <Text as="p" color="secondary" className={styles.note}>
        <Foreign>{word(problem).message}</Foreign>
      </Text>
      <Text as="p" color="secondary" className={styles.note}>
        {hasCredential
          ? t('card.imageCredential', { annotation: ANNOTATION_IMAGE })
          : t('card.imageInvalid', { annotation: ANNOTATION_IMAGE })}
      </Text>
    </section>
  );
}
