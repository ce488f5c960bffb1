import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core';
import { Repository } from 'backstage-plugin-integrated-registry-common';
import { useMemo } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';
import {
  describeError,
  GapProblem,
  isNotable,
  Problem,
  useFormats,
} from '../../ui';
import { SearchList, useRowStyles } from '../../lists';
import { typedRepositories } from './typedRepositories';
import { ImagePickerOptions, refusalOf } from '../options';
import { RepositorySearch } from './useRepositorySearch';

export interface RepositoryPaneProps {
  search: RepositorySearch;
  /** What the template takes. */
  options: ImagePickerOptions;
  selected?: Repository;
  onSelect(repository: Repository): void;
}

const useStyles = makeStyles({
  registry: {
    flex: 'none',
    maxWidth: '40%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

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
  const classes = useStyles();
  const rows = useRowStyles();
  const { found, sources, query, integration } = search;
  const { items, head, loading, outdated } = found;
  const text = query.trim();
  const accepted = useMemo(
    () => sources.filter(source => !refusalOf(options, source)),
    [options, sources],
  );
  /** Once for each registry and not for each row. */
  const registryOf = useMemo(
    () =>
      new Map(
        sources.map(({ integrationId, name, shared }) => [
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
    return loading || outdated ? [] : typedRepositories(text, searched, items);
  }, [loading, outdated, text, accepted, integration, items]);
  const offered = useMemo(
    () => (typed.length > 0 ? [...items, ...typed] : items),
    [items, typed],
  );
  const gaps = useMemo(() => {
    const ids = new Set(accepted.map(({ integrationId }) => integrationId));
    return (head?.gaps ?? []).filter(
      gap => isNotable(gap) && ids.has(gap.integrationId ?? ''),
    );
  }, [accepted, head]);
  const failure =
    found.error === undefined ? undefined : describeError(found.error, t);

  const noteOf = (repository: Repository) => {
    if (typed.includes(repository)) {
      return t('picker.search.typedHint');
    }
    return repository.keptSince === undefined
      ? repository.description
      : t('picker.search.kept', {
          time: formats.moment(repository.keptSince),
        });
  };

  function render(repository: Repository) {
    const registry = registryOf.get(repository.integrationId) ?? '';
    const isTyped = typed.includes(repository);
    const note = noteOf(repository);
    return (
      <>
        <div className={rows.row}>
          <div className={rows.name}>
            {isTyped
              ? t('picker.search.typed', {
                  repository: repository.name,
                  registry,
                })
              : repository.name}
          </div>
          <div className={`${rows.detail} ${classes.registry}`}>{registry}</div>
        </div>
        {note && <div className={rows.detail}>{note}</div>}
      </>
    );
  }

  function status(): string | undefined {
    if (!head || failure) {
      return undefined;
    }
    const count =
      head.totalItems === undefined
        ? undefined
        : t('picker.search.found', { total: formats.number(head.totalItems) });
    const time = formats.moment(head.asOf);
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
    return sources.length === 0 ? undefined : joined(count, age);
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
          : head.totalItems + typed.length
      }
      keyOf={keyOf}
      linesOf={repository => (noteOf(repository) ? 2 : 1)}
      renderItem={render}
      selected={selected && keyOf(selected)}
      onSelect={onSelect}
      pages={found}
      loadingText={t('picker.search.loading')}
      empty={head && !failure ? emptyText() : undefined}
      status={status()}
    >
      {failure && (
        <Problem
          kind="error"
          title={t('picker.search.failed')}
          retryText={t('picker.retry')}
          onRetry={found.retry}
        >
          {failure.why} {failure.next}
        </Problem>
      )}
      {!failure && gaps.length > 0 && (
        <GapProblem
          title={t('picker.search.gaps')}
          gaps={gaps}
          moreGaps={head?.moreGaps}
          registryOf={id => registryOf.get(id)}
        />
      )}
    </SearchList>
  );

  function emptyText() {
    if (sources.length === 0) {
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
    return text
      ? t('picker.search.none', { query: text })
      : t('picker.search.empty');
  }
}

function joined(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}
