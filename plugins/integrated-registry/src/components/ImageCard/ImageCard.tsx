import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonIcon, Text } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { ANNOTATION_IMAGE } from '../../annotations';
import { integratedRegistryTranslationRef } from '../../translation';
import styles from './ImageCard.module.css';

/** The image the component in the page's context is annotated with. */
export function ImageCard() {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { entity } = useEntity();
  const [copied, copy] = useCopyToClipboard();
  const reference = entity.metadata.annotations?.[ANNOTATION_IMAGE];
  if (!reference) {
    return null;
  }
  const isCopied = copied.value === reference && !copied.error;
  return (
    <EntityInfoCard title={t('card.image')}>
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
    </EntityInfoCard>
  );
}
