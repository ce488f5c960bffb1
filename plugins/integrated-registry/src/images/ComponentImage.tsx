import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Text } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useRef } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { integratedRegistryTranslationRef } from '../translations';
import { Foreign } from '../ui';
import styles from './ImageCard.module.css';
import { ImageLookup, ImageSkeleton } from './ImageLookup';
import { useSeen } from './useSeen';

export interface ComponentImageProps {
  reference: string;
  /** The group that owns the component, where one does. */
  workspace: string | undefined;
}

/**
 * One image of a component: its reference to copy, and what its registry knows of it, which is asked
 * for when it comes into view.
 */
export function ComponentImage({ reference, workspace }: ComponentImageProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const [copied, copy] = useCopyToClipboard();
  const isCopied = copied.value === reference && !copied.error;
  const root = useRef<HTMLElement>(null);
  const seen = useSeen(root);
  return (
    <section ref={root} aria-label={reference} className={styles.root}>
      <div className={styles.image}>
        <Text className={styles.reference}>
          <Foreign>{reference}</Foreign>
        </Text>
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
      {seen ? (
        <ImageLookup reference={reference} workspace={workspace} />
      ) : (
        <ImageSkeleton />
      )}
    </section>
  );
}
