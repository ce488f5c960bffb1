import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Integration } from 'backstage-plugin-integrated-registry-common';
import {
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { Foreign, GapNotice } from '../../ui';
import styles from './RepositoryIndexState.module.css';

export interface RepositoryIndexStateProps {
  integration: Pick<Integration, 'repositoryIndex' | 'health' | 'name'>;
}

/**
 * How many repositories are known of an integration, whether that is all of them and how old it
 * is, and how far the reading has come.
 */
export function RepositoryIndexState({
  integration: { repositoryIndex: index, health, name },
}: RepositoryIndexStateProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const word = useWording();
  const { state, repositories, finishedAt, failure } = index;
  const known =
    finishedAt === undefined && repositories === 0
      ? undefined
      : t('repositoryIndex.count', { count: repositories });
  const date = finishedAt && new Date(finishedAt);
  const notes: string[] = [];
  if (state === 'crawling') {
    notes.push(t('repositoryIndex.crawling', { count: index.seen ?? 0 }));
    if (
      index.pages !== undefined &&
      index.repositoriesPerSecond !== undefined
    ) {
      notes.push(
        t('repositoryIndex.progress', {
          count: index.pages,
          rate: index.repositoriesPerSecond,
        }),
      );
    }
  } else if (state === 'cancelled') {
    notes.push(t('repositoryIndex.cancelled', { count: index.seen ?? 0 }));
  } else if (state === 'never') {
    notes.push(t('repositoryIndex.never'));
  } else if (
    state === 'failed' &&
    failure?.message !== health.failure?.message
  ) {
    notes.push(
      t('repositoryIndex.failed', { reason: word(failure).message }),
      word(failure).remedy,
    );
  } else if (state === 'finished' && !index.complete) {
    notes.push(t('repositoryIndex.incomplete'));
  }
  if (date) {
    notes.push(
      state === 'failed' || state === 'cancelled'
        ? t('repositoryIndex.staleSince', { date })
        : t('repositoryIndex.finishedAt', { date }),
    );
  } else if (state === 'failed' && notes.length === 0) {
    notes.push(t('repositoryIndex.unread'));
  }
  return (
    <div className={styles.root}>
      {known && <Text as="div">{known}</Text>}
      {notes.filter(Boolean).map(note => (
        <Text key={note} as="div" variant="body-small" color="secondary">
          <Foreign>{note}</Foreign>
        </Text>
      ))}
      <GapNotice registry={name} gaps={index.gaps} moreGaps={index.moreGaps} />
    </div>
  );
}
