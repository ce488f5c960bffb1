import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../../translations';
import { EmptyState } from '../../ui';

export interface NoIntegrationsProps {
  canCreate: boolean;
  onCreate(): void;
}

/** Instead of the table where a workspace has not integrated anything yet. */
export function NoIntegrations({ canCreate, onCreate }: NoIntegrationsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  return (
    <EmptyState
      title={t('integrations.empty.title')}
      description={
        canCreate
          ? t('integrations.empty.admin')
          : t('integrations.empty.member')
      }
    >
      {canCreate && (
        <Button variant="secondary" onPress={onCreate}>
          {t('integrations.integrate')}
        </Button>
      )}
    </EmptyState>
  );
}
