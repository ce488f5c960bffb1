import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Dialog,
  DialogBody,
  DialogHeader,
  Skeleton,
  VisuallyHidden,
} from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { useCallback, useState } from 'react';
import { integratedRegistryApiRef, useLoad } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { ErrorAlert } from '../../ui';
import { IntegrationDraft } from './draft';
import { IntegrationForm } from './IntegrationForm';
import styles from './IntegrationForm.module.css';

export interface IntegrationFormDialogProps {
  workspace: string;
  /** What is edited; absent where a registry is integrated anew. */
  integration?: Pick<Integration, 'id' | 'name'>;
  onSaved(integration: Integration): void;
  onClose(): void;
}

/** The dialog in which a registry is integrated or an integration edited. */
export function IntegrationFormDialog({
  workspace,
  integration,
  onSaved,
  onClose,
}: IntegrationFormDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const [isDirty, setDirty] = useState(false);
  /** What was entered before the integration was read again, or before it was gone. */
  const [draft, setDraft] = useState<IntegrationDraft>();
  const [isAnew, setAnew] = useState(false);
  const edited = isAnew ? undefined : integration;
  const id = edited?.id;
  // An integration is read anew, so that what is edited is what is there now.
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [providers, latest] = await Promise.all([
        api.listProviders({ signal }),
        id === undefined ? undefined : api.getIntegration(id, { signal }),
      ]);
      return { providers: providers.items, latest };
    },
    [api, id],
  );
  const { value, error, reload } = useLoad(load);

  let content = (
    <DialogBody>
      <div className={styles.form} role="status">
        <VisuallyHidden>{t('form.loading')}</VisuallyHidden>
        <Skeleton width="100%" height={64} />
        <Skeleton width="100%" height={40} />
        <Skeleton width="100%" height={40} />
      </div>
    </DialogBody>
  );
  if (value) {
    content = (
      <IntegrationForm
        // Another version of the integration is another form.
        key={value.latest?.etag}
        workspace={workspace}
        integration={value.latest}
        providers={value.providers}
        draft={draft}
        onDirty={setDirty}
        onSaved={onSaved}
        onReload={entered => {
          setDraft(entered);
          reload();
        }}
        onAnew={entered => {
          setDraft(entered);
          setAnew(true);
        }}
        onCancel={onClose}
      />
    );
  } else if (error) {
    content = (
      <DialogBody>
        <ErrorAlert
          title={
            edited
              ? t('form.loadFailed', { name: edited.name })
              : t('form.providersFailed')
          }
          error={error}
          onRetry={reload}
        />
      </DialogBody>
    );
  }

  return (
    <Dialog
      isOpen
      width={760}
      // What was typed must not be lost to a stray click or key.
      isDismissable={false}
      isKeyboardDismissDisabled={isDirty}
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <DialogHeader>
        {edited
          ? t('form.editTitle', { name: edited.name })
          : t('form.createTitle')}
      </DialogHeader>
      {content}
    </Dialog>
  );
}
