import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Button, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { integratedRegistryTranslationRef } from '../translations';
import { RecordBoundary, useFormats } from '../ui';
import { ComponentImage } from './ComponentImage';
import styles from './ImageCard.module.css';
import { imagesOf, workspaceOf } from './imagesOf';
import { UnusableImage } from './UnusableImage';

/** So many images are shown at first. */
export const FIRST_IMAGES = 10;
/** So many with each press. */
export const MORE_IMAGES = 50;

/** The images the component in the page's context is annotated with. */
export function ImageCard() {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const { entity } = useEntity();
  const images = useMemo(() => imagesOf(entity), [entity]);
  const [limit, setLimit] = useState(FIRST_IMAGES);
  if (images.length === 0) {
    return null;
  }
  const workspace = workspaceOf(entity);
  const shown = images.slice(0, limit);
  const left = images.length - shown.length;
  return (
    <EntityInfoCard title={t('card.image', { count: images.length })}>
      {shown.map(image => (
        <RecordBoundary key={image.text}>
          {image.problem ? (
            <UnusableImage image={image} />
          ) : (
            <ComponentImage reference={image.text} workspace={workspace} />
          )}
        </RecordBoundary>
      ))}
      {images.length > FIRST_IMAGES && (
        <div className={styles.more}>
          <Text role="status" color="secondary">
            {t('card.imagesShown', {
              shown: formats.number(shown.length),
              total: formats.number(images.length),
            })}
          </Text>
          {left > 0 && (
            <Button
              size="small"
              variant="secondary"
              onPress={() => setLimit(limit + MORE_IMAGES)}
            >
              {t('card.imagesMore', {
                more: formats.number(Math.min(left, MORE_IMAGES)),
              })}
            </Button>
          )}
        </div>
      )}
    </EntityInfoCard>
  );
}
