import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ArtifactAnswer,
  Repository,
  Tag,
  TagList,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { ErrorProblem, GapProblem, useFormats } from '../../ui';
import { SearchList, usePages } from '../../lists';
import { TagRow } from './TagRow';
import { useTagDetails } from './useTagDetails';

export interface TagPaneProps {
  repository: Repository;
  selected?: string;
  onSelect(tag: string, artifact: ArtifactAnswer | undefined): void;
  /** Tells of details that come after the choice. */
  onDetails(tag: string, artifact: ArtifactAnswer): void;
  /** Enter on, or a double click on, the chosen tag. */
  onConfirm(): void;
}

const FIRST_PAGE_SIZE = 50;
const NEXT_PAGE_SIZE = 200;

function keyOf({ name }: Tag): string {
  return name;
}

/** The name, and what is known of it. */
const linesOf = () => 2;

/** The tags of one repository; give it the repository as `key`. */
export function TagPane({
  repository: { integrationId, name: repository },
  selected,
  onSelect,
  onDetails,
  onConfirm,
}: TagPaneProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const api = useApi(integratedRegistryApiRef);
  const [query, setQuery] = useState('');
  const [inView, setInView] = useState<readonly Tag[]>([]);
  const q = query.trim();

  const load = useCallback(
    (cursor: string | undefined, signal: AbortSignal): Promise<TagList> =>
      api.listTags(
        {
          integrationId,
          repository,
          limit: cursor ? NEXT_PAGE_SIZE : FIRST_PAGE_SIZE,
          ...(q && { q }),
          ...(cursor && { cursor }),
        },
        { signal },
      ),
    [api, integrationId, repository, q],
  );
  const found = usePages(load);
  const { items, head } = found;
  const details = useTagDetails(
    { integrationId, repository },
    // One that is chosen already may be further down.
    [...new Set([...(selected ? [selected] : []), ...inView.map(keyOf)])],
  );
  const selectedDetails = selected ? details.get(selected) : undefined;
  useEffect(() => {
    if (selected && selectedDetails) {
      onDetails(selected, selectedDetails);
    }
  }, [selected, selectedDetails, onDetails]);

  const isFailed = found.error !== undefined;

  function status(): string | undefined {
    if (!head || isFailed) {
      return undefined;
    }
    return [
      head.totalItems !== undefined &&
        t('picker.search.found', { total: formats.number(head.totalItems) }),
      head.totalItems !== 0 &&
        (head.sortedBy === 'pushedAt'
          ? t('picker.tags.byTime')
          : t('picker.tags.bySemver')),
      t('picker.search.asOf', { time: formats.ago(head.asOf) }),
    ]
      .filter(Boolean)
      .join(' · ');
  }

  function emptyText() {
    return q ? t('picker.tags.none', { query: q }) : t('picker.tags.empty');
  }

  return (
    <SearchList
      label={t('picker.tags.label')}
      placeholder={t('picker.tags.placeholder')}
      listLabel={t('picker.tags.list')}
      query={query}
      onQueryChange={setQuery}
      items={items}
      totalItems={head?.totalItems}
      keyOf={keyOf}
      linesOf={linesOf}
      renderItem={tag => <TagRow tag={tag} artifact={details.get(tag.name)} />}
      selected={selected}
      onSelect={({ name }) => onSelect(name, details.get(name))}
      onConfirm={onConfirm}
      pages={found}
      loadingText={t('picker.tags.loading')}
      empty={head && !isFailed ? emptyText() : undefined}
      status={status()}
      statusTitle={head && formats.moment(head.asOf)}
      onInView={setInView}
    >
      {isFailed && (
        <ErrorProblem
          title={t('picker.tags.failed')}
          error={found.error}
          onRetry={found.retry}
        />
      )}
      {head && (!head.complete || head.gaps) && (
        <GapProblem
          title={
            head.complete
              ? t('picker.tags.details')
              : t('picker.tags.incomplete')
          }
          gaps={head.gaps}
          moreGaps={head.moreGaps}
        />
      )}
    </SearchList>
  );
}
