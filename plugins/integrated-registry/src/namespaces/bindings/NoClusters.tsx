import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { integratedRegistryTranslationRef } from '../../translations';
import { CopyBlock } from '../../ui';
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
    <div className={styles.empty}>
      <Text as="div" variant="title-x-small">
        {t('namespaces.noClusters.title')}
      </Text>
      <Text as="div" color="secondary">
        {t('namespaces.noClusters.what')}
      </Text>
      <div className={styles.snippet}>
        <CopyBlock label={t('namespaces.noClusters.snippet')}>
          {EXAMPLE}
        </CopyBlock>
      </div>
      <Text as="div" color="secondary">
        {t('namespaces.noClusters.next')}
      </Text>
    </div>
  );
}
