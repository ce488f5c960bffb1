import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../../translations';
import { EmptyState } from '../../ui';

export interface NoBindingsProps {
  /** Title. */
  workspace: string;
  canBind: boolean;
  onBind(): void;
}

/** Instead of the table where a workspace has no namespace yet. */
export function NoBindings({ workspace, canBind, onBind }: NoBindingsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  return (
    <EmptyState
      title={t('namespaces.empty.title')}
      description={t(
        canBind ? 'namespaces.empty.platformAdmin' : 'namespaces.empty.others',
        { workspace },
      )}
    >
      {canBind && (
        <Button variant="secondary" onPress={onBind}>
          {t('namespaces.bind')}
        </Button>
      )}
    </EmptyState>
  );
}
