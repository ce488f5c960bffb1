import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';

export interface ImageHostNoticeProps {
  integration: Pick<Integration, 'imageHost' | 'imageHostState'>;
}

/** Says where an image host is only claimed to be the registry's. */
export function ImageHostNotice({ integration }: ImageHostNoticeProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { imageHost = '', imageHostState } = integration;
  if (imageHostState !== 'claimed' && imageHostState !== 'needsConfirmation') {
    return null;
  }
  return (
    <Text
      as="div"
      variant="body-small"
      color={imageHostState === 'claimed' ? 'warning' : 'danger'}
    >
      {t(`imageHost.${imageHostState}`, { imageHost })}
    </Text>
  );
}
