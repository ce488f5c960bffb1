import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { ErrorAlert } from '../../ui';
import { WorkspaceList } from '../../workspaces';
import styles from './SuspendedIntegrations.module.css';

export interface AssignDialogProps {
  integration: Integration;
  onAssigned(): void;
  onClose(): void;
}

/** Where a platform admin gives an integration, with its password, to a workspace. */
export function AssignDialog({
  integration,
  onAssigned,
  onClose,
}: AssignDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const { id, name, etag } = integration;
  const [workspace, setWorkspace] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>();

  async function assign() {
    setSaving(true);
    setError(undefined);
    try {
      await api.updateIntegration(
        id,
        etag ?? '',
        { workspace },
        // The registry may be away for the same reason as the workspace.
        { verify: false },
      );
      onAssigned();
    } catch (failure) {
      setError(failure);
      setSaving(false);
    }
  }

  return (
    <Dialog
      isOpen
      width={560}
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <DialogHeader>{t('suspended.assignTitle', { name })}</DialogHeader>
      <DialogBody>
        <Text as="p">{t('suspended.assignEffect')}</Text>
        <div className={styles.workspaces}>
          <WorkspaceList
            selected={workspace}
            onSelect={({ entityRef }) => setWorkspace(entityRef)}
          />
        </div>
        {error !== undefined && (
          <ErrorAlert
            title={t('suspended.assignFailed', { name })}
            error={error}
          />
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('suspended.cancel')}
        </Button>
        <Button
          variant="primary"
          isPending={isSaving}
          isDisabled={workspace === undefined}
          onPress={assign}
        >
          {t('suspended.assign')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
