import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Button,
  Cell,
  ColumnConfig,
  Table,
  Text,
  useTable,
} from '@backstage/ui';
import { PullCredential } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { CredentialNotice, Foreign, useFormats } from '../../ui';
import { PullSecretProblemText } from '../problem';
import styles from './PullCredentials.module.css';

export interface PullCredentialTableProps {
  /** Undefined while they are loaded. */
  credentials: PullCredential[] | undefined;
  onDecide(credential: PullCredential): void;
}

/** When a decision was made, and by whom. */
function Decision({ credential }: { credential: PullCredential }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const { needed, decidedAt, decidedBy } = credential;
  if (decidedAt === undefined) {
    return needed ? <>{t('pullCredentials.undecided')}</> : null;
  }
  return (
    <>
      {decidedBy && (
        <>
          {t('pullCredentials.decidedBy')}{' '}
          <EntityRefLink entityRef={decidedBy} defaultKind="user" />{' '}
        </>
      )}
      <time dateTime={decidedAt} title={formats.moment(decidedAt)}>
        {formats.ago(decidedAt)}
      </time>
    </>
  );
}

/** The state of a separate credential, and what is wrong with what was decided. */
function CredentialState({ credential }: { credential: PullCredential }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { state, expiresAt, problem } = credential;
  return (
    <>
      {state === 'valid' && !problem && (
        <Text as="div">{t('pullCredentials.valid')}</Text>
      )}
      {state === 'valid' && expiresAt && (
        <Text as="div" variant="body-small" color="secondary">
          {t('pullCredentials.expiresAt', { date: new Date(expiresAt) })}
        </Text>
      )}
      {/* The problem says the same of one that has expired or is unreadable. */}
      {(!problem || state === 'expiresSoon') && (
        <CredentialNotice state={state} expiresAt={expiresAt} />
      )}
      {problem && <PullSecretProblemText problem={problem} />}
    </>
  );
}

/** One row for each integration that the workspace can use. */
export function PullCredentialTable({
  credentials,
  onDecide,
}: PullCredentialTableProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { tableProps } = useTable({
    mode: 'complete',
    // Rows have an id.
    data: credentials?.map(item => ({ ...item, id: item.integration })),
    paginationOptions: { pageSize: 20 },
  });
  const columns: ColumnConfig<PullCredential & { id: string }>[] = [
    {
      id: 'integration',
      label: t('pullCredentials.columns.integration'),
      isRowHeader: true,
      defaultWidth: '1.5fr',
      minWidth: 140,
      cell: item => (
        <Cell className={styles.cell}>
          <Text as="div" weight="bold">
            {item.name}
          </Text>
          <Text as="div" variant="body-small" color="secondary">
            <Foreign>{item.imageHost}</Foreign>
          </Text>
          {item.shared && (
            <Text as="div" variant="body-small" color="secondary">
              {t('pullCredentials.shared')}
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'source',
      label: t('pullCredentials.columns.source'),
      defaultWidth: '1.5fr',
      minWidth: 160,
      cell: item => (
        <Cell className={styles.cell}>
          <Text as="div">
            {t(
              `pullCredentials.source.${
                item.needed ? item.source : 'notNeeded'
              }`,
            )}
          </Text>
          {item.username && (
            <Text as="div" variant="body-small" color="secondary">
              {t('pullCredentials.username', { username: item.username })}
            </Text>
          )}
          <Text as="div" variant="body-small" color="secondary">
            <Decision credential={item} />
          </Text>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('pullCredentials.columns.state'),
      defaultWidth: '2fr',
      minWidth: 160,
      cell: item => (
        <Cell className={styles.cell}>
          <CredentialState credential={item} />
        </Cell>
      ),
    },
    {
      id: 'actions',
      label: t('pullCredentials.columns.actions'),
      width: 120,
      cell: item => (
        <Cell>
          {item.canDecide && item.needed && (
            <Button
              size="small"
              variant="secondary"
              aria-label={t('pullCredentials.decideOn', { name: item.name })}
              onPress={() => onDecide(item)}
            >
              {t('pullCredentials.decide')}
            </Button>
          )}
        </Cell>
      ),
    },
  ];
  return (
    <Table
      className={styles.table}
      columnConfig={columns}
      {...tableProps}
      emptyState={<Text>{t('pullCredentials.empty')}</Text>}
    />
  );
}
