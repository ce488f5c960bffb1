import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Container,
  Header,
  Select,
  Skeleton,
  VisuallyHidden,
} from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { Workspace } from 'backstage-plugin-integrated-registry-common';
import { useState } from 'react';
import { Route, Routes } from 'react-router-dom';
import { useWorkspaces } from '../../hooks';
import { integratedRegistryTranslationRef } from '../../translation';
import { ErrorAlert } from '../ErrorAlert';
import { OpenDialog } from './IntegrationDialogs';
import { IntegrationsPanel } from './IntegrationsPanel';
import { NoSuchPage } from './NoSuchPage';
import styles from './RegistryPage.module.css';
import { useSelectedWorkspace } from './useSelectedWorkspace';

function WorkspaceView({ workspaces }: { workspaces: readonly Workspace[] }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { selected, wanted, select } = useSelectedWorkspace(workspaces);
  const [dialog, setDialog] = useState<OpenDialog>();
  return (
    <>
      <Header
        className={styles.header}
        title={selected?.title ?? wanted}
        description={t('page.intro')}
        customActions={
          <>
            <Select
              aria-label={t('workspace.label')}
              className={styles.workspaces}
              options={workspaces.map(({ entityRef, title }) => ({
                id: entityRef,
                label: title,
              }))}
              value={selected?.entityRef ?? null}
              onChange={key => select(String(key))}
            />
            {selected?.canCreate && (
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
        {selected ? (
          <IntegrationsPanel
            key={selected.entityRef}
            workspace={selected}
            dialog={dialog}
            onDialog={setDialog}
          />
        ) : (
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

/** The registries of the user's workspaces, under the page's own header. */
export function RegistryPage() {
  return (
    <Routes>
      <Route index element={<Workspaces />} />
      <Route path="*" element={<NoSuchPage />} />
    </Routes>
  );
}

function Workspaces() {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { value, error, reload } = useWorkspaces();
  if (!value) {
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
  if (value.items.length === 0) {
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
  return <WorkspaceView workspaces={value.items} />;
}
