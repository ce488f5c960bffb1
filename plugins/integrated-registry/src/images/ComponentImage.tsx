import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonIcon,
  Skeleton,
  Text,
  VisuallyHidden,
} from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { integratedRegistryTranslationRef, useWording } from '../translations';
import { describeError } from '../ui';
import styles from './ImageCard.module.css';
import { ImageDetails } from './ImageDetails';
import { EntityImage, useEntityImage } from './useEntityImage';

export interface ComponentImageProps {
  reference: string;
  /** The group that owns the component, where one does. */
  workspace: string | undefined;
}

/** One image of a component: its reference to copy, and what its registry knows of it. */
export function ComponentImage({ reference, workspace }: ComponentImageProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const [copied, copy] = useCopyToClipboard();
  const isCopied = copied.value === reference && !copied.error;
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
    <section aria-label={reference} className={styles.root}>
      <div className={styles.image}>
        <Text className={styles.reference}>{reference}</Text>
        <ButtonIcon
          aria-label={t('card.copy')}
          icon={
            isCopied ? (
              <RiCheckLine aria-hidden />
            ) : (
              <RiFileCopyLine aria-hidden />
            )
          }
          variant="tertiary"
          onPress={() => copy(reference)}
        />
      </div>
      <Text role="status" variant="body-small" color="secondary">
        {isCopied ? t('card.copied') : ''}
      </Text>
      {loading && !value && (
        <div>
          <VisuallyHidden>{t('card.imageLoading')}</VisuallyHidden>
          <Skeleton width="70%" height={16} />
          <Skeleton width="50%" height={16} />
        </div>
      )}
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
    </section>
  );
}
