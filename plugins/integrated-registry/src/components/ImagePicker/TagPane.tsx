import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, Typography } from '@material-ui/core';
import {
  ArtifactAnswer,
  Repository,
  Tag,
  TagList,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { integratedRegistryTranslationRef } from '../../translation';
import { describeError } from '../ErrorAlert/describeError';
import {
  formatDate,
  formatPlatform,
  formatSize,
  shortDigest,
} from './formatting';
import { Problem } from './Problem';
import { SearchList } from './SearchList';
import { usePages } from './usePages';
import { useTagDetails } from './useTagDetails';

export interface TagPaneProps {
  repository?: Repository;
  selected?: string;
  onSelect(tag: string, artifact: ArtifactAnswer | undefined): void;
  /** Tells of details that come after the choice. */
  onDetails(tag: string, artifact: ArtifactAnswer): void;
}

const PAGE_SIZE = 20;

const useStyles = makeStyles(theme => ({
  hint: {
    flex: 1,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    padding: theme.spacing(2),
    border: `1px dashed ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    marginTop: theme.spacing(1),
  },
  row: { display: 'flex', alignItems: 'baseline', gap: theme.spacing(1) },
  name: { flex: 1, overflowWrap: 'anywhere' },
  order: { marginTop: theme.spacing(0.5) },
}));

/** The tags of one repository, with what is known of them. */
export function TagPane({
  repository,
  selected,
  onSelect,
  onDetails,
}: TagPaneProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const api = useApi(integratedRegistryApiRef);
  const classes = useStyles();
  const [query, setQuery] = useState('');
  const integrationId = repository?.integrationId;
  const name = repository?.name;

  useEffect(() => setQuery(''), [integrationId, name]);

  const load = useCallback(
    (cursor: string | undefined, signal: AbortSignal): Promise<TagList> =>
      api.listTags(
        {
          integrationId: integrationId ?? '',
          repository: name ?? '',
          limit: PAGE_SIZE,
          ...(query.trim() && { q: query.trim() }),
          ...(cursor && { cursor }),
        },
        { signal },
      ),
    [api, integrationId, name, query],
  );
  const found = usePages(repository ? load : undefined);
  const { items, first } = found;
  const details = useTagDetails(
    integrationId && name ? { integrationId, repository: name } : undefined,
    items.map(tag => tag.name),
  );
  const selectedDetails = selected ? details.get(selected) : undefined;
  useEffect(() => {
    if (selected && selectedDetails) {
      onDetails(selected, selectedDetails);
    }
  }, [selected, selectedDetails, onDetails]);

  if (!repository) {
    return (
      <div className={classes.hint}>
        <Typography variant="body2" color="textSecondary">
          {t('picker.tags.hint')}
        </Typography>
      </div>
    );
  }

  const failure =
    found.error === undefined ? undefined : describeError(found.error, t);

  function describe(tag: Tag) {
    const artifact = details.get(tag.name);
    const time = tag.pushedAt ?? artifact?.pushedAt ?? artifact?.createdAt;
    const size = tag.sizeBytes ?? artifact?.sizeBytes;
    const digest = tag.digest ?? artifact?.digest;
    const facts = [
      artifact?.platforms.map(formatPlatform).join(', '),
      size === undefined ? undefined : formatSize(size),
      digest && shortDigest(digest),
    ].filter(Boolean);
    return (
      <>
        <div className={classes.row}>
          <Typography variant="body2" className={classes.name}>
            {tag.name}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {time && formatDate(time)}
          </Typography>
        </div>
        <Typography variant="caption" color="textSecondary">
          {facts.length > 0 ? facts.join(' · ') : '\u00a0'}
        </Typography>
      </>
    );
  }

  return (
    <SearchList
      label={t('picker.tags.label')}
      placeholder={t('picker.tags.placeholder')}
      listLabel={t('picker.tags.list')}
      query={query}
      onQueryChange={setQuery}
      items={items.map(tag => ({ key: tag.name, content: describe(tag) }))}
      selected={selected}
      onSelect={tag => onSelect(tag, details.get(tag))}
      loading={found.loading}
      loadingText={t('picker.tags.loading')}
      empty={
        first && failure === undefined ? emptyText(query.trim()) : undefined
      }
      hasMore={found.hasMore}
      onMore={found.loadMore}
      moreText={t('picker.search.more')}
      focusFirst
    >
      {failure && (
        <Problem
          kind="error"
          title={t('picker.tags.failed')}
          retryText={t('picker.retry')}
          onRetry={found.reload}
        >
          {failure.why} {failure.next}
        </Problem>
      )}
      {first && !first.complete && (
        <Problem kind="note" title={t('picker.tags.incomplete')} />
      )}
      {first && items.length > 0 && (
        <Typography
          variant="caption"
          color="textSecondary"
          className={classes.order}
        >
          {first.totalItems !== undefined &&
            t('picker.search.found', {
              total: String(first.totalItems),
            })}
          {' · '}
          {first.sortedBy === 'pushedAt'
            ? t('picker.tags.byTime')
            : t('picker.tags.bySemver')}
        </Typography>
      )}
    </SearchList>
  );

  function emptyText(text: string) {
    return text
      ? t('picker.tags.none', { query: text })
      : t('picker.tags.empty');
  }
}
