import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { integratedRegistryTranslationRef, useWording } from '../translations';
import { describeError } from '../ui';
import styles from './ImageCard.module.css';
import { ImageDetails } from './ImageDetails';
import { EntityImage, useEntityImage } from './useEntityImage';

export interface ImageLookupProps {
  reference: string;
  /** The group that owns the component, where one does. */
  workspace: string | undefined;
}

/** What the registries of a workspace know of an image, or why they tell nothing. */
export function ImageLookup({ reference, workspace }: ImageLookupProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const { value, error, loading, reload } = useEntityImage(
    reference,
    workspace,
  );

  function note({ kind }: EntityImage): string | undefined {
    switch (kind) {
      case 'hidden':
        return t('card.imageHidden');
      case 'elsewhere':
        return t('card.imageElsewhere', { workspace: workspace ?? '' });
      case 'gone':
        return t('card.imageGone');
      case 'ownerless':
        return t('card.imageOwnerless');
      default:
        return undefined;
    }
  }

  const failure = error && !value ? describeError(error, t, word) : undefined;
  const noted = value && note(value);
  return (
    <>
      {loading && !value && <ImageSkeleton />}
      {noted && (
        <Text as="p" color="secondary" className={styles.note}>
          {noted}
        </Text>
      )}
      {(value?.kind === 'known' || value?.kind === 'gone') && (
        <ImageDetails image={value} />
      )}
      {failure && (
        <div className={styles.failure}>
          <Text color="secondary">
            {t('card.imageUnavailable')} {failure.why} {failure.next}
          </Text>
          <Button size="small" variant="secondary" onPress={reload}>
            {t('error.retry')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Holds the place of what is looked up. */
export function ImageSkeleton() {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  return (
    <div>
      <VisuallyHidden>{t('card.imageLoading')}</VisuallyHidden>
      <Skeleton width="70%" height={16} />
      <Skeleton width="50%" height={16} />
    </div>
  );
}
