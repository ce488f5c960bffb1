import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef, unlessGone } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { ActionDialog } from '../../ui';
import { PullSecretProblemText } from '../problem';

export interface ForgetBindingDialogProps {
  /** Being removed, which its cluster refuses. */
  binding: NamespaceBinding;
  onForgotten(): void;
  onClose(): void;
}

/** Asks before a Secret that the cluster does not let the portal delete is left where it is. */
export function ForgetBindingDialog({
  binding,
  onForgotten,
  onClose,
}: ForgetBindingDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const { id, namespace, cluster, secretName, serviceAccounts, problem } =
    binding;
  return (
    <ActionDialog
      title={t('forgetBinding.title', { namespace })}
      actionText={t('forgetBinding.confirm')}
      failedText={t('forgetBinding.failed', { namespace })}
      isDestructive
      action={() =>
        unlessGone(() => api.call('deleteNamespaceBinding', { id }))
      }
      onDone={onForgotten}
      onClose={onClose}
    >
      {problem && <PullSecretProblemText problem={problem} />}
      <Text as="p">
        {t('forgetBinding.effect', { secret: secretName, cluster })}
      </Text>
      <Text as="p">{t('forgetBinding.byHand', { secret: secretName })}</Text>
      {serviceAccounts.length > 0 && (
        <Text as="p">
          {t('forgetBinding.linked', { accounts: serviceAccounts.join(', ') })}
        </Text>
      )}
    </ActionDialog>
  );
}
