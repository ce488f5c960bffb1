import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Container,
  Header,
  Skeleton,
  VisuallyHidden,
} from '@backstage/ui';
import { RiAddLine, RiArrowDownSLine } from '@remixicon/react';
import { useState } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NamespacesPanel } from '../../namespaces';
import { integratedRegistryTranslationRef } from '../../translations';
import { ErrorAlert } from '../../ui';
import { SuspendedIntegrations } from '../suspended';
import { WorkspaceSelect } from '../../workspaces';
import { OpenDialog } from './IntegrationDialogs';
import { IntegrationsPanel } from './IntegrationsPanel';
import { NoSuchPage } from './NoSuchPage';
import styles from './RegistryPage.module.css';
import {
  SelectedWorkspace,
  useSelectedWorkspace,
} from './useSelectedWorkspace';
import { PageTab, usePageTabs } from './usePageTabs';

interface WorkspaceViewProps extends SelectedWorkspace {
  tab: PageTab;
}

function WorkspaceView({
  tab,
  selected,
  wanted,
  total = 0,
  select,
  reload,
}: WorkspaceViewProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const tabs = usePageTabs(tab);
  const [dialog, setDialog] = useState<OpenDialog>();
  return (
    <>
      <Header
        className={styles.header}
        title={selected?.title ?? wanted}
        description={t(
          tab === 'namespaces' ? 'namespaces.intro' : 'page.intro',
        )}
        tabs={tabs}
        activeTabId={tab}
        customActions={
          <>
            <WorkspaceSelect
              className={styles.workspaces}
              selected={selected?.entityRef}
              onSelect={select}
              trigger={({ expanded, open }) => (
                <Button
                  variant="secondary"
                  aria-haspopup="dialog"
                  aria-expanded={expanded}
                  iconEnd={<RiArrowDownSLine />}
                  onPress={open}
                >
                  <VisuallyHidden>{t('workspace.label')}</VisuallyHidden>
                  <bdi className={styles.workspace}>
                    {selected?.title ?? t('workspace.choose')}
                  </bdi>
                </Button>
              )}
            />
            {tab === 'integrations' && selected?.canCreate && (
              <Button
                variant="primary"
                iconStart={<RiAddLine />}
                onPress={() => setDialog({ kind: 'create' })}
              >
                {t('integrations.integrate')}
              </Button>
            )}
          </>
        }
      />
      <Container>
        {tab === 'integrations' && selected?.role === 'platform-admin' && (
          <SuspendedIntegrations onChanged={reload} />
        )}
        {selected && tab === 'namespaces' && (
          <NamespacesPanel
            key={selected.entityRef}
            workspace={selected}
            hasOthers={total > 1}
          />
        )}
        {selected && tab === 'integrations' && (
          <IntegrationsPanel
            key={selected.entityRef}
            workspace={selected}
            dialog={dialog}
            onDialog={setDialog}
          />
        )}
        {!selected && (
          <Alert
            role="alert"
            icon
            status="warning"
            title={t('workspace.notYours.title', { workspace: wanted ?? '' })}
            description={t('workspace.notYours.next')}
          />
        )}
      </Container>
    </>
  );
}

/** The registries and namespaces of the user's workspaces, under the page's own header. */
export function RegistryPage() {
  return (
    <Routes>
      <Route index element={<Workspaces tab="integrations" />} />
      <Route path="namespaces" element={<Workspaces tab="namespaces" />} />
      <Route path="*" element={<NoSuchPage />} />
    </Routes>
  );
}

function Workspaces({ tab }: { tab: PageTab }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const workspace = useSelectedWorkspace();
  const { total, error, reload } = workspace;
  if (total === undefined) {
    return (
      <Container>
        {error ? (
          <ErrorAlert
            title={t('workspace.loadFailed')}
            error={error}
            onRetry={reload}
          />
        ) : (
          <div role="status" className={styles.panel}>
            <VisuallyHidden>{t('workspace.loading')}</VisuallyHidden>
            <Skeleton width={240} height={32} />
            <Skeleton width="100%" height={160} />
          </div>
        )}
      </Container>
    );
  }
  if (total === 0) {
    return (
      <Container>
        <Alert
          role="status"
          icon
          status="info"
          title={t('workspace.none.title')}
          description={
            <>
              <div>{t('workspace.none.what')}</div>
              <div>{t('workspace.none.whom')}</div>
            </>
          }
        />
      </Container>
    );
  }
  return <WorkspaceView tab={tab} {...workspace} />;
}
