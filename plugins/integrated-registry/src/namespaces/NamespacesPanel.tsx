import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Skeleton,
  Switch,
  Text,
  VisuallyHidden,
} from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { Workspace } from 'backstage-plugin-integrated-registry-common';
import { useId, useMemo, useRef, useState } from 'react';
import { integratedRegistryTranslationRef } from '../translations';
import { ActionNotice, LoadAlert, Notice } from '../ui';
import {
  BindingDialogs,
  BindingTable,
  NoBindings,
  NoClusters,
  OpenBindingDialog,
  useBindings,
  useDownload,
  useSync,
} from './bindings';
import { PullCredentials, usePullCredentials } from './credentials';
import styles from './NamespacesPanel.module.css';

export interface NamespacesPanelProps {
  workspace: Workspace;
  /** Does the caller belong to other workspaces, too? */
  hasOthers: boolean;
}

/** The namespaces of a workspace, how their pull secrets stand, and what these hold. */
export function NamespacesPanel({
  workspace,
  hasOthers,
}: NamespacesPanelProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { entityRef, title } = workspace;
  const [isAll, setAll] = useState(false);
  const bindings = useBindings(isAll ? undefined : entityRef);
  const credentials = usePullCredentials(entityRef);
  const [dialog, setDialog] = useState<OpenBindingDialog>();
  const [notice, setNotice] = useState<Notice>();
  const headingId = useId();
  const { value, error, watch } = bindings;
  const names = useMemo(
    () =>
      new Map(
        credentials.value?.items.map(item => [item.integration, item.name]),
      ),
    [credentials.value],
  );
  const done = (next: Notice) => {
    setDialog(undefined);
    setNotice(next);
    watch();
  };
  const sync = useSync(done);
  const download = useDownload(done);
  /** Undefined until the first list is there; another list does not change it. */
  const hasClusters = useRef<boolean>();
  hasClusters.current = value?.hasClusters ?? hasClusters.current;

  if (hasClusters.current === undefined && !error) {
    return (
      <div role="status" className={styles.panel}>
        <VisuallyHidden>{t('namespaces.loading')}</VisuallyHidden>
        <Skeleton width={240} height={24} />
        <Skeleton width="100%" height={160} />
      </div>
    );
  }
  if (value && !value.hasClusters && value.items.length === 0) {
    return <NoClusters />;
  }
  return (
    <div className={styles.panel}>
      <ActionNotice notice={notice} onDismiss={() => setNotice(undefined)} />
      <LoadAlert
        loaded={bindings}
        failedText={t('namespaces.loadFailed')}
        staleText={t('namespaces.updateFailed')}
      />
      {(value || !error) && (
        <section aria-labelledby={headingId}>
          <div className={styles.heading}>
            <Text as="h3" variant="title-x-small" id={headingId}>
              {isAll
                ? t('namespaces.titleAll')
                : t('namespaces.title', { workspace: title })}
            </Text>
            {hasOthers && (
              <Switch
                label={t('namespaces.showAll')}
                isSelected={isAll}
                onChange={setAll}
              />
            )}
            {value?.canBind && value.hasClusters && value.items.length > 0 && (
              <Button
                variant="secondary"
                iconStart={<RiAddLine />}
                onPress={() => setDialog({ kind: 'bind' })}
              >
                {t('namespaces.bind')}
              </Button>
            )}
          </div>
          {value && !value.complete && (
            <Alert
              role="status"
              icon
              status="warning"
              title={t('namespaces.incomplete')}
            />
          )}
          {value?.items.length === 0 ? (
            <NoBindings
              workspace={title}
              canBind={value.canBind}
              onBind={() => setDialog({ kind: 'bind' })}
            />
          ) : (
            <BindingTable
              bindings={value?.items}
              names={names}
              isAll={isAll}
              onAction={(kind, binding) => {
                setNotice(undefined);
                if (kind === 'sync') {
                  sync(binding);
                } else if (kind === 'download') {
                  download(binding);
                } else {
                  setDialog({ kind, id: binding.id });
                }
              }}
            />
          )}
        </section>
      )}
      <PullCredentials
        workspace={workspace}
        credentials={credentials}
        onDecided={message => {
          credentials.reload();
          done({ message });
        }}
      />
      <BindingDialogs
        workspace={workspace}
        list={value}
        names={names}
        dialog={dialog}
        onClose={() => setDialog(undefined)}
        onDone={message => done({ message })}
      />
    </div>
  );
}
