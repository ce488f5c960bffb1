import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Cell,
  CellText,
  ColumnConfig,
  SortDescriptor,
  Table,
  Text,
  useTable,
} from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import { useMemo } from 'react';
import { integratedRegistryTranslationRef } from '../../translation';
import { CredentialNotice } from '../CredentialNotice';
import { HealthBadge } from '../HealthBadge';
import { RepositoryIndexState } from '../RepositoryIndexState';
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
    const all: ColumnConfig<Integration>[] = [
      {
        id: 'name',
        label: t('integrations.columns.name'),
        isRowHeader: true,
        defaultWidth: '1.5fr',
        isSortable: true,
        cell: item => (
          <CellText
            title={item.name}
            description={
              [item.description, sharingInWords(item)]
                .filter(Boolean)
                .join(' · ') || undefined
            }
          />
        ),
      },
      {
        id: 'type',
        label: t('integrations.columns.type'),
        defaultWidth: '1.4fr',
        isSortable: true,
        cell: item => <CellText title={typeTitle(item.type)} />,
      },
      {
        id: 'address',
        label: t('integrations.columns.address'),
        defaultWidth: '1.7fr',
        isSortable: true,
        isHidden: shared,
        cell: item => (
          <CellText
            title={item.url ?? ''}
            description={
              item.imageHost && !item.url?.endsWith(`//${item.imageHost}`)
                ? t('integrations.imageHost', { host: item.imageHost })
                : undefined
            }
          />
        ),
      },
      {
        id: 'health',
        label: t('integrations.columns.health'),
        isSortable: true,
        cell: item => (
          <Cell>
            <HealthBadge health={item.health} />
            <CredentialNotice integration={item} />
          </Cell>
        ),
      },
      {
        id: 'repositories',
        label: t('integrations.columns.repositories'),
        defaultWidth: '1.2fr',
        cell: item => (
          <Cell>
            <RepositoryIndexState index={item.repositoryIndex} />
          </Cell>
        ),
      },
      {
        id: 'created',
        label: t('integrations.columns.created'),
        defaultWidth: '1.2fr',
        isSortable: true,
        isHidden: shared,
        cell: item => (
          <CellText
            title={
              item.createdAt
                ? t('integrations.created', { date: new Date(item.createdAt) })
                : ''
            }
          />
        ),
      },
      {
        id: 'createdBy',
        label: t('integrations.columns.createdBy'),
        defaultWidth: '1.2fr',
        isHidden: shared,
        cell: item => (
          <Cell>
            {item.createdBy?.includes(':') ? (
              <EntityRefLink entityRef={item.createdBy} defaultKind="user" />
            ) : (
              <Text>
                {item.managedBy === 'config'
                  ? t('integrations.byConfiguration')
                  : item.createdBy}
              </Text>
            )}
          </Cell>
        ),
      },
      {
        id: 'actions',
        label: t('integrations.columns.actions'),
        width: 80,
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
