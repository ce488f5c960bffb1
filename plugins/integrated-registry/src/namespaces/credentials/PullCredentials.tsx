import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  PullCredential,
  PullCredentialList,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import { useId, useState } from 'react';
import { Loaded } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { LoadAlert } from '../../ui';
import { DecideDialog } from './DecideDialog';
import { PullCredentialTable } from './PullCredentialTable';
import styles from './PullCredentials.module.css';

export interface PullCredentialsProps {
  workspace: Workspace;
  credentials: Loaded<PullCredentialList>;
  /** A decision is saved; the message says so. */
  onDecided(message: string): void;
}

/** Which credential of each integration goes into the pull secrets of a workspace. */
export function PullCredentials({
  workspace,
  credentials,
  onDecided,
}: PullCredentialsProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const headingId = useId();
  const [open, setOpen] = useState<PullCredential>();
  const { value, error } = credentials;
  return (
    <section aria-labelledby={headingId} className={styles.root}>
      <Text as="h3" variant="title-x-small" id={headingId}>
        {t('pullCredentials.title')}
      </Text>
      <Text as="div" color="secondary">
        {t('pullCredentials.intro', { workspace: workspace.title })}
      </Text>
      <LoadAlert
        loaded={credentials}
        failedText={t('pullCredentials.loadFailed')}
        staleText={t('pullCredentials.updateFailed')}
      />
      {(value || !error) && (
        <PullCredentialTable credentials={value?.items} onDecide={setOpen} />
      )}
      {open && (
        <DecideDialog
          workspace={workspace}
          credential={open}
          onDecided={() => {
            setOpen(undefined);
            onDecided(t('pullCredentials.decided', { name: open.name }));
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}
