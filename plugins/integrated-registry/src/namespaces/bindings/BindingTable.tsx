import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Cell, ColumnConfig, Table, Text, useTable } from '@backstage/ui';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translations';
import { BindingActions, BindingActionsProps } from './BindingActions';
import styles from './Bindings.module.css';
import { BindingState } from './BindingState';
import { CoveredIntegrations } from './CoveredIntegrations';

export interface BindingTableProps
  extends Pick<BindingActionsProps, 'onAction'> {
  /** Undefined while they are loaded. */
  bindings: NamespaceBinding[] | undefined;
  /** Of integrations, by id. */
  names: ReadonlyMap<string, string>;
  /** Are they those of several workspaces? */
  isAll: boolean;
}

/** Bound namespaces and how their pull secrets stand. */
export function BindingTable({
  bindings,
  names,
  isAll,
  onAction,
}: BindingTableProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { tableProps } = useTable({
    mode: 'complete',
    data: bindings,
    paginationOptions: { pageSize: 20 },
  });
  const columns: ColumnConfig<NamespaceBinding>[] = [
    {
      id: 'namespace',
      label: t('namespaces.columns.namespace'),
      isRowHeader: true,
      defaultWidth: '1.5fr',
      minWidth: 140,
      cell: item => (
        <Cell className={styles.cell}>
          <Text as="div" weight="bold">
            {item.namespace}
          </Text>
          {item.managedBy === 'config' && (
            <Text as="div" variant="body-small" color="secondary">
              {t('namespaces.byConfiguration')}
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'cluster',
      label: t('namespaces.columns.cluster'),
      defaultWidth: '1fr',
      minWidth: 100,
      cell: item => (
        <Cell className={styles.cell}>
          <Text>{item.cluster}</Text>
        </Cell>
      ),
    },
    {
      id: 'workspace',
      label: t('namespaces.columns.workspace'),
      defaultWidth: '1fr',
      minWidth: 120,
      isHidden: !isAll,
      cell: item => (
        <Cell className={styles.cell}>
          <EntityRefLink entityRef={item.workspace} defaultKind="group" />
        </Cell>
      ),
    },
    {
      id: 'pullSecret',
      label: t('namespaces.columns.pullSecret'),
      defaultWidth: '2.5fr',
      minWidth: 180,
      cell: item => (
        <Cell>
          <BindingState binding={item} />
        </Cell>
      ),
    },
    {
      id: 'integrations',
      label: t('namespaces.columns.integrations'),
      defaultWidth: '1fr',
      minWidth: 130,
      cell: item => (
        <Cell className={styles.cell}>
          <CoveredIntegrations integrations={item.integrations} names={names} />
        </Cell>
      ),
    },
    {
      id: 'actions',
      label: t('namespaces.columns.actions'),
      width: 150,
      cell: item => (
        <Cell>
          <BindingActions binding={item} onAction={onAction} />
        </Cell>
      ),
    },
  ];
  return (
    <Table className={styles.table} columnConfig={columns} {...tableProps} />
  );
}
