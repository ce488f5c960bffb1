import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef, unlessGone } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { ActionDialog } from '../../ui';

export interface RemoveBindingDialogProps {
  binding: NamespaceBinding;
  onRemoved(): void;
  onClose(): void;
}

/** Asks before a binding is removed, and says what that means. */
export function RemoveBindingDialog({
  binding,
  onRemoved,
  onClose,
}: RemoveBindingDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const { id, namespace, cluster, workspace, secretName, serviceAccounts } =
    binding;
  const { manifestKind } = binding;
  const { primaryTitle } = useEntityPresentation(workspace, {
    defaultKind: 'group',
  });

  return (
    <ActionDialog
      title={t('removeBinding.title', { namespace, workspace: primaryTitle })}
      actionText={t('removeBinding.confirm')}
      failedText={t('removeBinding.failed', { namespace })}
      isDestructive
      action={() =>
        unlessGone(() => api.call('deleteNamespaceBinding', { id }))
      }
      onDone={onRemoved}
      onClose={onClose}
    >
      <Text as="p">
        {t(manifestKind ? 'removeBinding.manifest' : 'removeBinding.secret', {
          secret: secretName,
          cluster,
        })}
      </Text>
      {serviceAccounts.length > 0 && (
        <Text as="p">
          {t('removeBinding.linked', { accounts: serviceAccounts.join(', ') })}
        </Text>
      )}
      <Text as="p">{t('removeBinding.pods')}</Text>
    </ActionDialog>
  );
}
