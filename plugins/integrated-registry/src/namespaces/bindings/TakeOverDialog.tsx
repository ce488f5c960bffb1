import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { ActionDialog } from '../../ui';
import { PullSecretProblemText } from '../problem';

export interface TakeOverDialogProps {
  binding: NamespaceBinding;
  onTakenOver(): void;
  onClose(): void;
}

/** Asks before what somebody else has written into a pull secret is overwritten. */
export function TakeOverDialog({
  binding,
  onTakenOver,
  onClose,
}: TakeOverDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const { id, namespace, cluster, secretName, problem } = binding;
  return (
    <ActionDialog
      title={t('takeOver.title', { namespace })}
      actionText={t('takeOver.confirm')}
      failedText={t('takeOver.failed', { namespace })}
      isDestructive
      action={() => api.call('takeOverNamespaceBinding', { id })}
      onDone={onTakenOver}
      onClose={onClose}
    >
      {problem && <PullSecretProblemText problem={problem} />}
      <Text as="p">
        {t('takeOver.effect', { secret: secretName, cluster })}
      </Text>
    </ActionDialog>
  );
}
