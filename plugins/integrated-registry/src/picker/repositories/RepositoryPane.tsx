import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Repository } from 'backstage-plugin-integrated-registry-common';
import { useMemo } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import { ErrorProblem, GapProblem, isNotable, useFormats } from '../../ui';
import { SearchList } from '../../lists';
import { linesOf, RepositoryContext } from './repositoryColumns';
import { RepositoryRow } from './RepositoryRow';
import { typedRepositories } from './typedRepositories';
import { ImagePickerOptions, refusalOf, repositoryFilterOf } from '../options';
import { RepositorySearch } from './useRepositorySearch';

export interface RepositoryPaneProps {
  search: RepositorySearch;
  /** What the template takes. */
  options: ImagePickerOptions;
  selected?: Repository;
  onSelect(repository: Repository): void;
}

const NONE: readonly Repository[] = [];

export function keyOf({ integrationId, name }: Repository): string {
  return `${integrationId} ${name}`;
}

/** What a search over the repositories of a workspace has found. */
export function RepositoryPane({
  search,
  options,
  selected,
  onSelect,
}: RepositoryPaneProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const formats = useFormats();
  const { found, query, integration } = search;
  const { sources } = search.registries;
  const { items, head, loading, outdated } = found;
  const text = query.trim();
  const accepted = useMemo(
    () => sources?.filter(source => !refusalOf(options, source)) ?? [],
    [options, sources],
  );
  /** Once for each registry and not for each row. */
  const registryOf = useMemo(
    () =>
      new Map(
        sources?.map(({ integrationId, name, shared }) => [
          integrationId,
          shared ? t('picker.search.sharedFrom', { registry: name }) : name,
        ]),
      ),
    [sources, t],
  );
  const typed = useMemo(() => {
    const searched = accepted.filter(
      ({ integrationId }) => !integration || integrationId === integration,
    );
    const name = head?.reference?.repository ?? text;
    return loading || outdated ? [] : typedRepositories(name, searched, items);
  }, [loading, outdated, head, text, accepted, integration, items]);
  const close = head?.close ?? NONE;
  const offered = useMemo(
    () =>
      typed.length + close.length > 0 ? [...items, ...typed, ...close] : items,
    [items, typed, close],
  );
  const gaps = useMemo(() => {
    const ids = new Set(accepted.map(({ integrationId }) => integrationId));
    return (head?.gaps ?? []).filter(
      gap => isNotable(gap) && ids.has(gap.integrationId ?? ''),
    );
  }, [accepted, head]);
  const isFailed = found.error !== undefined;
  const isAllowed = useMemo(() => repositoryFilterOf(options), [options]);
  const allowed = options.repositories?.join(', ') ?? '';

  const contextOf = (repository: Repository): RepositoryContext => ({
    registry: registryOf.get(repository.integrationId) ?? '',
    isTyped: typed.includes(repository),
    ...(!isAllowed(repository.name) && {
      refused: t('picker.search.refused', { allowed }),
    }),
    formats,
    t,
  });

  function status(): string | undefined {
    if (!head || !sources || isFailed) {
      return undefined;
    }
    const count =
      head.totalItems === undefined
        ? undefined
        : t('picker.search.found', { total: formats.number(head.totalItems) });
    const leftOut =
      head.leftOut &&
      t('picker.search.leftOut', { total: formats.number(head.leftOut) });
    const time = formats.ago(head.asOf);
    const age = head.complete
      ? t('picker.search.asOf', { time })
      : t('picker.search.incomplete', {
          time,
          registries: accepted
            .filter(
              ({ repositoryIndex: { complete, state } }) =>
                !complete || state !== 'finished',
            )
            .map(({ name }) => name)
            .join(', '),
        });
    const similar =
      close.length > 0 &&
      t('picker.search.similarFound', { total: formats.number(close.length) });
    return sources.length > 0
      ? joined(count, similar, leftOut, age)
      : undefined;
  }

  return (
    <SearchList
      label={t('picker.search.label')}
      placeholder={t('picker.search.placeholder')}
      listLabel={t('picker.search.list')}
      query={query}
      onQueryChange={search.setQuery}
      items={offered}
      totalItems={
        head?.totalItems === undefined
          ? undefined
          : head.totalItems + typed.length + close.length
      }
      keyOf={keyOf}
      linesOf={repository => linesOf(repository, contextOf(repository))}
      renderItem={repository => (
        <RepositoryRow
          repository={repository}
          context={contextOf(repository)}
        />
      )}
      headingOf={repository =>
        repository === close[0] ? t('picker.search.similar') : undefined
      }
      selected={selected && keyOf(selected)}
      isDisabled={({ name }) => !isAllowed(name)}
      onSelect={onSelect}
      pages={found}
      loadingText={t('picker.search.loading')}
      empty={
        head && sources && !isFailed && !found.hasMore ? emptyText() : undefined
      }
      status={status()}
      statusTitle={head && formats.moment(head.asOf)}
    >
      {isFailed && (
        <ErrorProblem
          title={t('picker.search.failed')}
          error={found.error}
          onRetry={found.retry}
        />
      )}
      {!isFailed && gaps.length > 0 && (
        <GapProblem
          title={t('picker.search.gaps')}
          gaps={gaps}
          moreGaps={head?.moreGaps}
          registryOf={id => registryOf.get(id)}
        />
      )}
    </SearchList>
  );

  /** Of very many, it is not counted how many the template does not allow. */
  function leavesOut(): boolean {
    return (
      (head?.leftOut ?? 0) > 0 ||
      (!text &&
        accepted.some(
          ({ repositoryIndex }) => repositoryIndex.repositories > 0,
        ))
    );
  }

  function emptyText() {
    if (sources?.length === 0) {
      return (
        <>
          {t('picker.search.noRegistries')}
          <br />
          {t('picker.search.noRegistriesNext')}
        </>
      );
    }
    if (accepted.length === 0) {
      return t('picker.search.noneAccepted');
    }
    if (options.repositories && leavesOut()) {
      return t('picker.search.noneAllowed', { allowed });
    }
    return text
      ? t('picker.search.none', { query: text })
      : t('picker.search.empty');
  }
}

function joined(...parts: (string | number | false | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}
