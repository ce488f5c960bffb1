import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { integratedRegistryTranslationRef } from '../translations';
import { RecordBoundary } from '../ui';
import { ComponentImage } from './ComponentImage';
import { imagesOf, workspaceOf } from './imagesOf';

/** The images the component in the page's context is annotated with. */
export function ImageCard() {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { entity } = useEntity();
  const images = imagesOf(entity);
  if (images.length === 0) {
    return null;
  }
  const workspace = workspaceOf(entity);
  return (
    <EntityInfoCard title={t('card.image', { count: images.length })}>
      {images.map(reference => (
        <RecordBoundary key={reference}>
          <ComponentImage reference={reference} workspace={workspace} />
        </RecordBoundary>
      ))}
    </EntityInfoCard>
  );
}
