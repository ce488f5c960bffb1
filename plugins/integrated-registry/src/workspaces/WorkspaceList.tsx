import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Workspace } from 'backstage-plugin-integrated-registry-common';
import { useState } from 'react';
import { ErrorProblem, useFormats } from '../ui';
import { integratedRegistryTranslationRef } from '../translations';
import { SearchList, useRowStyles } from '../lists';
import { useWorkspacePages } from './useWorkspacePages';

export interface WorkspaceListProps {
  /** Entity ref. */
  selected?: string;
  onSelect(workspace: Workspace): void;
  /** Entity refs of those that are not offered. */
  without?: readonly string[];
}

function keyOf({ entityRef }: Workspace): string {
  return entityRef;
}

/** The title, and the entity ref: titles of several groups may be the same. */
const linesOf = () => 2;

/**
 * The workspaces of a person, to be searched, the last used ones first. However many there are, they
 * are loaded page by page, and only those in view are drawn.
 */
export function WorkspaceList({
  selected,
  onSelect,
  without = [],
}: WorkspaceListProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const rows = useRowStyles();
  const [query, setQuery] = useState('');
  const q = query.trim();
  const { pages, isRecent } = useWorkspacePages(q);
  const { head, items } = pages;
  const isFailed = pages.error !== undefined;
  const offered = without.length
    ? items.filter(({ entityRef }) => !without.includes(entityRef))
    : items;

  return (
    <SearchList
      label={t('workspace.search.label')}
      placeholder={t('workspace.search.placeholder')}
      listLabel={t('workspace.search.list')}
      query={query}
      onQueryChange={setQuery}
      items={offered}
      totalItems={head?.totalItems}
      keyOf={keyOf}
      linesOf={linesOf}
      renderItem={workspace => (
        <>
          <div className={rows.row}>
            <bdi className={rows.name}>{workspace.title}</bdi>
            {isRecent(workspace) && (
              <div className={rows.detail}>{t('workspace.search.recent')}</div>
            )}
          </div>
          <div className={rows.detail}>{workspace.entityRef}</div>
        </>
      )}
      selected={selected}
      onSelect={onSelect}
      pages={pages}
      loadingText={t('workspace.loading')}
      empty={
        head && !isFailed
          ? t(q ? 'workspace.search.none' : 'workspace.search.empty', {
              query: q,
            })
          : undefined
      }
      status={
        head?.totalItems === undefined || isFailed
          ? undefined
          : t('workspace.search.found', {
              total: formats.number(head.totalItems),
            })
      }
    >
      {isFailed && (
        <ErrorProblem
          title={t('workspace.loadFailed')}
          error={pages.error}
          onRetry={pages.retry}
        />
      )}
    </SearchList>
  );
}
