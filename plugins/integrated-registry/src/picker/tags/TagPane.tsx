import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ArtifactAnswer,
  ListedTag,
  Repository,
  RuleVerdict,
  TagList,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { integratedRegistryTranslationRef } from '../../translations';
import { ErrorProblem, GapProblem, Problem, useFormats } from '../../ui';
import { SearchList, usePages } from '../../lists';
import { ImagePickerOptions } from '../options';
import { LineChoice } from './LineChoice';
import { TagRow } from './TagRow';
import { useTagDetails } from './useTagDetails';

export interface KnownOfTag {
  digest?: string;
  /** Rules of the template that it breaks. */
  failed: readonly RuleVerdict[];
}

export interface TagPaneProps {
  repository: Repository;
  /** What the template takes. */
  options: ImagePickerOptions;
  selected?: string;
  onSelect(tag: string): void;
  /** Tells what is known of the chosen tag, also what comes after the choice. */
  onDetails(tag: string, known: KnownOfTag): void;
  /** Enter on, or a double click on, the chosen tag. */
  onConfirm(): void;
}

const FIRST_PAGE_SIZE = 50;
const NEXT_PAGE_SIZE = 200;

function keyOf({ name }: ListedTag): string {
  return name;
}

/** The name, what is known of it, and each rule that it breaks. */
const linesOf = ({ refused = [] }: ListedTag) => 2 + refused.length;

/** The tags of one repository; give it the repository as `key`. */
export function TagPane({
  repository: { integrationId, name: repository },
  options: {
    tagPattern,
    semverRange,
    variant,
    prerelease,
    platform,
    artifactTypes,
  },
  selected,
  onSelect,
  onDetails,
  onConfirm,
}: TagPaneProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const api = useApi(integratedRegistryApiRef);
  const [query, setQuery] = useState('');
  const [line, setLine] = useState<string>();
  const [inView, setInView] = useState<readonly ListedTag[]>([]);
  const q = query.trim();

  const load = useCallback(
    (cursor: string | undefined, signal: AbortSignal): Promise<TagList> =>
      api.listTags(
        {
          integrationId,
          repository,
          limit: cursor ? NEXT_PAGE_SIZE : FIRST_PAGE_SIZE,
          ...(q && { q }),
          ...(line !== undefined && { line }),
          ...(tagPattern && { tagPattern }),
          ...(semverRange && { semverRange }),
          ...(variant && { variant }),
          ...(prerelease && { prerelease }),
          ...(cursor && { cursor }),
        },
        { signal },
      ),
    [
      api,
      integrationId,
      repository,
      q,
      line,
      tagPattern,
      semverRange,
      variant,
      prerelease,
    ],
  );
  const found = usePages(load);
  const { items, head } = found;
  const details = useTagDetails(
    { integrationId, repository, platform, artifactTypes },
    // One that is chosen already may be further down.
    [...new Set([...(selected ? [selected] : []), ...inView.map(keyOf)])],
  );
  const chosen = items.find(({ name }) => name === selected);
  const chosenDetails = selected ? details.get(selected) : undefined;
  useEffect(() => {
    if (selected) {
      onDetails(selected, {
        digest: chosenDetails?.digest,
        failed: failedBy(chosen, chosenDetails),
      });
    }
  }, [selected, chosen, chosenDetails, onDetails]);
  const failedOf = (tag: ListedTag) => failedBy(tag, details.get(tag.name));

  const isFailed = found.error !== undefined;

  function status(): string | undefined {
    if (!head || isFailed) {
      return undefined;
    }
    return [
      head.totalItems !== undefined &&
        t('picker.search.found', { total: formats.number(head.totalItems) }),
      head.allowedItems !== undefined &&
        head.allowedItems !== head.totalItems &&
        t('picker.tags.allowed', { total: formats.number(head.allowedItems) }),
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
    if (line !== undefined) {
      return t('picker.tags.noneOfLine', { line });
    }
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
      renderItem={tag => (
        <TagRow
          tag={tag}
          artifact={details.get(tag.name)}
          failed={failedOf(tag)}
        />
      )}
      isDisabled={tag => failedOf(tag).length > 0}
      selected={selected}
      onSelect={({ name }) => onSelect(name)}
      onConfirm={onConfirm}
      pages={found}
      loadingText={t('picker.tags.loading')}
      empty={head && !isFailed ? emptyText() : undefined}
      status={status()}
      statusTitle={head && formats.moment(head.asOf)}
      onInView={setInView}
    >
      <LineChoice
        lines={head?.lines}
        moreLines={head?.moreLines}
        value={line}
        onChange={setLine}
      />
      {isFailed && (
        <ErrorProblem
          title={t('picker.tags.failed')}
          error={found.error}
          onRetry={found.retry}
        />
      )}
      {head?.allowedItems === 0 && items.length > 0 && (
        <Problem kind="note" title={t('picker.tags.noneAllowed')}>
          {q
            ? t('picker.tags.noneAllowedSearch')
            : t('picker.tags.noneAllowedNext')}
        </Problem>
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

/** The rules that a tag breaks by its name, and by what was read of it. */
function failedBy(
  tag: ListedTag | undefined,
  artifact: ArtifactAnswer | undefined,
): RuleVerdict[] {
  return [...(tag?.refused ?? []), ...(artifact?.refused ?? [])];
}
