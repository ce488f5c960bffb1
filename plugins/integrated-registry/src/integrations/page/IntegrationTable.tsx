import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Cell,
  ColumnConfig,
  SortDescriptor,
  Table,
  Text,
  useTable,
} from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { useMemo } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { CredentialNotice } from '../../ui';
import { HealthBadge, ImageHostNotice, RepositoryIndexState } from '../state';
import { IntegrationAction, IntegrationActions } from './IntegrationActions';
import styles from './RegistryPage.module.css';

export interface IntegrationTableProps {
  /** Undefined while they are loaded. */
  integrations: Integration[] | undefined;
  /** Those only shared with the workspace show less. */
  shared?: boolean;
  /** Only platform admins may share. */
  canShare: boolean;
  search: string;
  typeTitle(type: string): string;
  onAction(action: IntegrationAction, integration: Integration): void;
}

function matches(integration: Integration, search: string): boolean {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const text = [integration.name, integration.url, integration.imageHost]
    .join(' ')
    .toLocaleLowerCase();
  return words.every(word => text.includes(word));
}

const sortKeys: Record<string, (integration: Integration) => string> = {
  name: ({ name }) => name,
  type: ({ type }) => type,
  address: ({ url }) => url ?? '',
  health: ({ health }) => health.state,
  created: ({ createdAt }) => createdAt ?? '',
};

function sorted(items: Integration[], { column, direction }: SortDescriptor) {
  const key = sortKeys[String(column)] ?? sortKeys.name;
  const sign = direction === 'descending' ? -1 : 1;
  return [...items].sort(
    (a, b) =>
      sign *
      key(a).localeCompare(key(b), undefined, {
        numeric: true,
        sensitivity: 'base',
      }),
  );
}

/** The integrations of a workspace, or those shared with it. */
export function IntegrationTable({
  integrations,
  shared = false,
  canShare,
  search,
  typeTitle,
  onAction,
}: IntegrationTableProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { tableProps } = useTable({
    mode: 'complete',
    data: integrations,
    search,
    searchFn: (items, text) => items.filter(item => matches(item, text)),
    initialSort: { column: 'name', direction: 'ascending' },
    sortFn: sorted,
    paginationOptions: { pageSize: 20 },
  });
  const columns = useMemo<ColumnConfig<Integration>[]>(() => {
    const sharingInWords = ({ sharing }: Integration) => {
      switch (sharing?.with) {
        case 'everybody':
          return t('integrations.sharedWithEverybody');
        case 'workspaces':
          return t('integrations.sharedWith', {
            count: sharing.workspaces.length,
          });
        default:
          return '';
      }
    };
    const createdBy = ({ createdBy: by, managedBy }: Integration) => {
      if (managedBy === 'config') {
        return t('integrations.byConfiguration');
      }
      return by?.includes(':') ? (
        <>
          {t('integrations.createdBy')}{' '}
          <EntityRefLink entityRef={by} defaultKind="user" />
        </>
      ) : (
        by
      );
    };
    const all: ColumnConfig<Integration>[] = [
      {
        id: 'name',
        label: t('integrations.columns.name'),
        isRowHeader: true,
        defaultWidth: '2fr',
        minWidth: 150,
        isSortable: true,
        cell: item => (
          <Cell className={styles.cell}>
            <Text as="div" weight="bold">
              {item.name}
            </Text>
            <Text as="div" variant="body-small" color="secondary">
              {[item.description, sharingInWords(item)]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </Cell>
        ),
      },
      {
        id: 'type',
        label: t('integrations.columns.type'),
        defaultWidth: '1.2fr',
        minWidth: 100,
        isSortable: true,
        cell: item => (
          <Cell className={styles.cell}>
            <Text>{typeTitle(item.type)}</Text>
          </Cell>
        ),
      },
      {
        id: 'address',
        label: t('integrations.columns.address'),
        defaultWidth: '1.7fr',
        minWidth: 150,
        isSortable: true,
        isHidden: shared,
        cell: item => (
          <Cell className={styles.cell}>
            <Text as="div">{item.url}</Text>
            {item.imageHost && !item.url?.endsWith(`//${item.imageHost}`) && (
              <Text as="div" variant="body-small" color="secondary">
                {t('integrations.imageHost', { host: item.imageHost })}
              </Text>
            )}
          </Cell>
        ),
      },
      {
        id: 'health',
        label: t('integrations.columns.health'),
        defaultWidth: '1.7fr',
        minWidth: 140,
        isSortable: true,
        cell: item => (
          <Cell>
            <HealthBadge health={item.health} />
            <CredentialNotice
              state={item.credentialState}
              expiresAt={item.credentialExpiresAt}
            />
            <ImageHostNotice integration={item} />
          </Cell>
        ),
      },
      {
        id: 'repositories',
        label: t('integrations.columns.repositories'),
        defaultWidth: '1.5fr',
        minWidth: 140,
        cell: item => (
          <Cell>
            <RepositoryIndexState integration={item} />
          </Cell>
        ),
      },
      {
        id: 'created',
        label: t('integrations.columns.created'),
        defaultWidth: '1.2fr',
        minWidth: 120,
        isSortable: true,
        isHidden: shared,
        cell: item => (
          <Cell className={styles.cell}>
            {item.createdAt && (
              <Text as="div">
                {t('integrations.created', { date: new Date(item.createdAt) })}
              </Text>
            )}
            <Text as="div" variant="body-small" color="secondary">
              {createdBy(item)}
            </Text>
          </Cell>
        ),
      },
      {
        id: 'actions',
        label: t('integrations.columns.actions'),
        width: 100,
        isHidden: shared,
        cell: item => (
          <Cell>
            <IntegrationActions
              integration={item}
              canShare={canShare}
              onAction={onAction}
            />
          </Cell>
        ),
      },
    ];
    return all;
  }, [t, shared, canShare, typeTitle, onAction]);
  return (
    <Table
      className={styles.table}
      columnConfig={columns}
      {...tableProps}
      emptyState={
        <Text>{t('integrations.noMatch', { query: search.trim() })}</Text>
      }
    />
  );
}
