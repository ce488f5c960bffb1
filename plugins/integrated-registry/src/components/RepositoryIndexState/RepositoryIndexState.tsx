import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RepositoryIndexState as IndexState } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translation';

/** How many repositories are known of an integration, and whether that is all of them. */
export function RepositoryIndexState({ index }: { index: IndexState }) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const known =
    index.state === 'never' ||
    (index.finishedAt === undefined && index.repositories === 0)
      ? undefined
      : t('repositoryIndex.count', { count: index.repositories });
  const notes: string[] = [];
  if (index.state === 'crawling') {
    notes.push(
      t('repositoryIndex.crawling', { seen: String(index.seen ?? 0) }),
    );
  } else if (index.failure) {
    notes.push(t('repositoryIndex.failed', { reason: index.failure.message }));
  } else if (!index.complete && index.state !== 'never') {
    notes.push(t('repositoryIndex.incomplete'));
  }
  if (known === undefined && notes.length === 0) {
    notes.push(t('repositoryIndex.never'));
  }
  return (
    <div>
      {known && <Text as="div">{known}</Text>}
      {notes.map(note => (
        <Text key={note} as="div" variant="body-small" color="secondary">
          {note}
        </Text>
      ))}
    </div>
  );
}
