import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../../translations';
import { CopyBlock, EmptyState } from '../../ui';
import styles from './Bindings.module.css';

const EXAMPLE = `integratedRegistry:
  clusters:
    - name: production
      url: https://kubernetes.example.com:6443
      caFile: /etc/backstage/production/ca.crt
      tokenFile: /etc/backstage/production/token`;

/** Instead of the table where the portal writes to no cluster. */
export function NoClusters() {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  return (
    <EmptyState
      title={t('namespaces.noClusters.title')}
      description={t('namespaces.noClusters.what')}
    >
      <div className={styles.snippet}>
        <CopyBlock label={t('namespaces.noClusters.snippet')}>
          {EXAMPLE}
        </CopyBlock>
      </div>
      <Text as="div" color="secondary">
        {t('namespaces.noClusters.next')}
      </Text>
    </EmptyState>
  );
}
