import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { ActionDialog } from '../../ui';
import { WorkspaceList } from '../../workspaces';
import styles from './SuspendedIntegrations.module.css';

export interface AssignDialogProps {
  integration: Integration;
  onAssigned(): void;
  onClose(): void;
}

/** Where a platform admin assigns an integration, with its password, to a workspace. */
export function AssignDialog({
  integration,
  onAssigned,
  onClose,
}: AssignDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const { id, name, etag } = integration;
  const [workspace, setWorkspace] = useState<string>();
  return (
    <ActionDialog
      title={t('suspended.assignTitle', { name })}
      actionText={t('suspended.assign')}
      failedText={t('suspended.assignFailed', { name })}
      isDisabled={workspace === undefined}
      action={() =>
        api.updateIntegration(
          id,
          etag ?? '',
          { workspace },
          // The registry may be away for the same reason as the workspace.
          { verify: false },
        )
      }
      onDone={onAssigned}
      onClose={onClose}
    >
      <Text as="p">{t('suspended.assignEffect')}</Text>
      <div className={styles.workspaces}>
        <WorkspaceList
          selected={workspace}
          onSelect={({ entityRef }) => setWorkspace(entityRef)}
        />
      </div>
    </ActionDialog>
  );
}
