import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, SearchField, Text } from '@backstage/ui';
import {
  Integration,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useId, useState } from 'react';
import { integratedRegistryApiRef, useLoad } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { ActionNotice, LoadAlert, Notice } from '../../ui';
import { IntegrationAction } from './IntegrationActions';
import { IntegrationDialogs, OpenDialog } from './IntegrationDialogs';
import { IntegrationTable } from './IntegrationTable';
import { NoIntegrations } from './NoIntegrations';
import styles from './RegistryPage.module.css';
import { useIntegrations } from './useIntegrations';

export interface IntegrationsPanelProps {
  workspace: Workspace;
  dialog: OpenDialog | undefined;
  onDialog(dialog: OpenDialog | undefined): void;
}

/** What is said where an action was done, and where it failed. */
const noticeTexts = {
  refresh: ['notice.refreshing', 'notice.refreshFailed'],
  cancel: ['notice.cancelled', 'notice.cancelFailed'],
  forget: ['notice.forgotten', 'notice.forgetFailed'],
  confirmImageHost: [
    'notice.confirmedImageHost',
    'notice.confirmImageHostFailed',
  ],
} as const;

/** Is done without a dialog? */
function isAtOnce(
  action: IntegrationAction,
): action is keyof typeof noticeTexts {
  return action in noticeTexts;
}

/** What one workspace has integrated and what is shared with it. */
export function IntegrationsPanel({
  workspace,
  dialog,
  onDialog,
}: IntegrationsPanelProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const integrations = useIntegrations(workspace.entityRef);
  const { value, error, reload } = integrations;
  const [search, setSearch] = useState('');
  const [notice, setNotice] = useState<Notice>();
  const ownedId = useId();
  const sharedId = useId();
  const loadProviders = useCallback(
    (signal: AbortSignal) => api.listProviders({ signal }),
    [api],
  );
  const { value: providers } = useLoad(loadProviders);
  const typeTitle = useCallback(
    (type: string) =>
      providers?.items.find(provider => provider.type === type)?.title ?? type,
    [providers],
  );

  const onAction = useCallback(
    async (action: IntegrationAction, integration: Integration) => {
      setNotice(undefined);
      if (!isAtOnce(action)) {
        onDialog({ kind: action, integration });
        return;
      }
      const { id, name, etag = '' } = integration;
      const texts = noticeTexts[action];
      try {
        await {
          refresh: () => api.refreshIntegration(id),
          cancel: () => api.cancelCrawl(id),
          forget: () => api.forgetKeptRepositories(id),
          confirmImageHost: () =>
            api.updateIntegration(id, etag, { confirmImageHost: true }),
        }[action]();
        setNotice({ message: t(texts[0], { name }) });
      } catch (failure) {
        setNotice({ message: t(texts[1], { name }), error: failure });
      }
      reload();
    },
    [api, onDialog, reload, t],
  );

  // Whoever belongs to both workspaces sees all of it, and it is still the other one's.
  const isOwned = (integration: Integration) =>
    integration.workspace === workspace.entityRef;
  const owned = value?.items.filter(isOwned);
  const shared = value?.items.filter(item => !isOwned(item)) ?? [];

  return (
    <div className={styles.panel}>
      <ActionNotice notice={notice} onDismiss={() => setNotice(undefined)} />
      <LoadAlert
        loaded={integrations}
        failedText={t('integrations.loadFailed')}
        staleText={t('integrations.updateFailed')}
      />
      {value && !value.complete && (
        <Alert
          role="status"
          icon
          status="warning"
          title={t('integrations.incomplete')}
        />
      )}
      {(value || !error) && (
        <>
          {value && value.items.length > 0 && (
            <SearchField
              className={styles.search}
              aria-label={t('integrations.search')}
              placeholder={t('integrations.search')}
              value={search}
              onChange={setSearch}
            />
          )}
          <section aria-labelledby={ownedId}>
            <Text as="h3" variant="title-x-small" id={ownedId}>
              {t('integrations.owned', { workspace: workspace.title })}
            </Text>
            {owned?.length === 0 ? (
              <NoIntegrations
                canCreate={workspace.canCreate}
                onCreate={() => onDialog({ kind: 'create' })}
              />
            ) : (
              <IntegrationTable
                integrations={owned}
                search={search}
                typeTitle={typeTitle}
                canShare={workspace.role === 'platform-admin'}
                onAction={onAction}
              />
            )}
          </section>
        </>
      )}
      {shared.length > 0 && (
        <section aria-labelledby={sharedId}>
          <Text as="h3" variant="title-x-small" id={sharedId}>
            {t('integrations.shared', { workspace: workspace.title })}
          </Text>
          <IntegrationTable
            integrations={shared}
            shared
            search={search}
            typeTitle={typeTitle}
            canShare={workspace.role === 'platform-admin'}
            onAction={onAction}
          />
        </section>
      )}
      <IntegrationDialogs
        workspace={workspace.entityRef}
        dialog={dialog}
        onClose={() => onDialog(undefined)}
        onDone={message => {
          onDialog(undefined);
          setNotice({ message });
          reload();
        }}
      />
    </div>
  );
}
