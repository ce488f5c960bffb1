import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../../translations';
import styles from './Bindings.module.css';

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
    <div className={styles.empty}>
      <Text as="div" variant="title-x-small">
        {t('namespaces.empty.title')}
      </Text>
      <Text as="div" color="secondary">
        {t(
          canBind
            ? 'namespaces.empty.platformAdmin'
            : 'namespaces.empty.others',
          { workspace },
        )}
      </Text>
      {canBind && (
        <Button variant="secondary" onPress={onBind}>
          {t('namespaces.bind')}
        </Button>
      )}
    </div>
  );
}
