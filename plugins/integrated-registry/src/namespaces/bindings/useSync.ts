import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { namespaceName, Notice } from '../../ui';

/** Has a pull secret compared and written now, and says how that went. */
export function useSync(
  onDone: (notice: Notice) => void,
): (binding: NamespaceBinding) => Promise<void> {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  return async binding => {
    const namespace = namespaceName(binding, t);
    try {
      await api.call('syncNamespaceBinding', { id: binding.id });
      onDone({ message: t('namespaces.notice.syncing', { namespace }) });
    } catch (error) {
      onDone({
        message: t('namespaces.notice.syncFailed', { namespace }),
        error,
      });
    }
  };
}
