import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiBox3Line } from '@remixicon/react';
import { integratedRegistryTranslationRef } from '../../translations';
import { RegistryPage } from './RegistryPage';

/** The page with the header that the new frontend system draws by itself. */
export function LegacyRegistryPage() {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  return (
    <>
      <PluginHeader icon={<RiBox3Line />} title={t('page.title')} />
      <RegistryPage />
    </>
  );
}
