import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, MenuItem, TextField, Typography } from '@material-ui/core';
import {
  Repository,
  RepositoryList,
  RepositorySource,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useId, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { integratedRegistryTranslationRef } from '../../translation';
import { describeError } from '../ErrorAlert/describeError';
import { Problem } from './Problem';
import { SearchList } from './SearchList';
import { SourceNotes } from './SourceNotes';
import { typedRepositories } from './typedRepositories';
import { usePages } from './usePages';

export interface RepositoryPaneProps {
  workspace: string;
  selected?: Repository;
  onSelect(repository: Repository, source?: RepositorySource): void;
}

const PAGE_SIZE = 50;
/** While a registry is being read, the list grows. */
const REFRESH_MS = 2_000;

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'baseline', gap: 8 },
  name: { overflowWrap: 'anywhere', flex: 1 },
  registry: { whiteSpace: 'nowrap' },
});

export function keyOf({ integrationId, name }: Repository): string {
  return `${integrationId} ${name}`;
}

/** Search over every repository the workspace can use. */
export function RepositoryPane({
  workspace,
  selected,
  onSelect,
}: RepositoryPaneProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const classes = useStyles();
  const registryId = useId();
  const [query, setQuery] = useState('');
  const [integration, setIntegration] = useState('');

  const load = useCallback(
    (
      cursor: string | undefined,
      signal: AbortSignal,
    ): Promise<RepositoryList> =>
      api.searchRepositories(
        {
          workspace,
          limit: PAGE_SIZE,
          ...(query.trim() && { q: query.trim() }),
          ...(integration && { integration }),
          ...(cursor && { cursor }),
        },
        { signal },
      ),
    [api, workspace, query, integration],
  );
  const found = usePages(load);
  const sources = found.first?.sources ?? [];
  const { items, reload } = found;

  const growing = sources.some(({ repositoryIndex }) =>
    ['crawling', 'never'].includes(repositoryIndex.state),
  );
  useEffect(() => {
    if (!growing || found.loading) {
      return undefined;
    }
    const timer = setTimeout(reload, REFRESH_MS);
    return () => clearTimeout(timer);
  }, [growing, found.loading, reload]);

  const typed = found.loading
    ? []
    : typedRepositories(query.trim(), sources, items);
  const offered = [...items, ...typed];
  const sourceOf = (repository: Repository) =>
    sources.find(
      ({ integrationId }) => integrationId === repository.integrationId,
    );
  const failure =
    found.error === undefined ? undefined : describeError(found.error, t);

  function describe(repository: Repository, isTyped: boolean) {
    const source = sourceOf(repository);
    return (
      <>
        <div className={classes.row}>
          <Typography variant="body2" className={classes.name}>
            {isTyped
              ? t('picker.search.typed', {
                  repository: repository.name,
                  registry: source?.name ?? '',
                })
              : repository.name}
          </Typography>
          <Typography
            variant="caption"
            color="textSecondary"
            className={classes.registry}
          >
            {source?.name}
            {source?.shared && ` · ${t('picker.search.shared')}`}
          </Typography>
        </div>
        {(repository.description || isTyped) && (
          <Typography variant="caption" color="textSecondary">
            {isTyped ? t('picker.search.typedHint') : repository.description}
          </Typography>
        )}
      </>
    );
  }

  return (
    <SearchList
      label={t('picker.search.label')}
      placeholder={t('picker.search.placeholder')}
      listLabel={t('picker.search.list')}
      query={query}
      onQueryChange={setQuery}
      items={offered.map((repository, at) => ({
        key: keyOf(repository),
        content: describe(repository, at >= items.length),
      }))}
      selected={selected && keyOf(selected)}
      onSelect={key => {
        const chosen = offered.find(repository => keyOf(repository) === key);
        if (chosen) {
          onSelect(chosen, sourceOf(chosen));
        }
      }}
      loading={found.loading && !growing}
      loadingText={t('picker.search.loading')}
      empty={
        found.first && failure === undefined
          ? emptyText(sources.length, query.trim())
          : undefined
      }
      hasMore={found.hasMore}
      onMore={found.loadMore}
      moreText={t('picker.search.more')}
      focusFirst
    >
      {sources.length > 1 && (
        <TextField
          id={registryId}
          select
          label={t('picker.search.registry')}
          variant="outlined"
          margin="dense"
          value={integration}
          onChange={event => setIntegration(event.target.value)}
          SelectProps={{ displayEmpty: true, labelId: `${registryId}-label` }}
          InputLabelProps={{ shrink: true }}
        >
          <MenuItem value="">{t('picker.search.allRegistries')}</MenuItem>
          {sources.map(source => (
            <MenuItem key={source.integrationId} value={source.integrationId}>
              {source.name}
            </MenuItem>
          ))}
        </TextField>
      )}
      {failure && (
        <Problem
          kind="error"
          title={t('picker.search.failed')}
          retryText={t('picker.retry')}
          onRetry={reload}
        >
          {failure.why} {failure.next}
        </Problem>
      )}
      <SourceNotes sources={sources} />
    </SearchList>
  );

  function emptyText(registries: number, text: string) {
    if (registries === 0) {
      return (
        <>
          {t('picker.search.noRegistries')}
          <br />
          {t('picker.search.noRegistriesNext')}
        </>
      );
    }
    return text
      ? t('picker.search.none', { query: text })
      : t('picker.search.empty');
  }
}
