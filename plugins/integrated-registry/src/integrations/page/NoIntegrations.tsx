import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../../translations';
import styles from './RegistryPage.module.css';

export interface NoIntegrationsProps {
  canCreate: boolean;
  onCreate(): void;
}

/** Instead of the table where a workspace has not integrated anything yet. */
export function NoIntegrations({ canCreate, onCreate }: NoIntegrationsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  return (
    <div className={styles.empty}>
      <Text as="div" variant="title-x-small">
        {t('integrations.empty.title')}
      </Text>
      <Text as="div" color="secondary">
        {canCreate
          ? t('integrations.empty.admin')
          : t('integrations.empty.member')}
      </Text>
      {canCreate && (
        <Button variant="secondary" onPress={onCreate}>
          {t('integrations.integrate')}
        </Button>
      )}
    </div>
  );
}
