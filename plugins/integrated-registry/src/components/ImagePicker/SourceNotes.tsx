import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RepositorySource } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryTranslationRef } from '../../translation';
import { Problem } from './Problem';

/** Says of each registry whose images may be missing or out of date why that is. */
export function SourceNotes({
  sources,
}: {
  sources: readonly RepositorySource[];
}) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);

  function noteOf({ name, health, repositoryIndex }: RepositorySource) {
    const { state, seen, failure } = repositoryIndex;
    if (health.state === 'unhealthy') {
      return t('picker.source.unhealthy', {
        registry: name,
        reason: health.failure?.message ?? '',
      });
    }
    switch (state) {
      case 'crawling':
        return t('picker.source.crawling', {
          registry: name,
          seen: String(seen ?? 0),
        });
      case 'never':
        return t('picker.source.waiting', { registry: name });
      case 'failed':
        return t('picker.source.failed', {
          registry: name,
          reason: failure?.message ?? '',
        });
      default:
        return undefined;
    }
  }

  return (
    <>
      {sources.map(source => {
        const note = noteOf(source);
        return note ? (
          <Problem key={source.integrationId} kind="note" title={note}>
            {source.health.failure?.remedy ??
              source.repositoryIndex.failure?.remedy}
          </Problem>
        ) : null;
      })}
    </>
  );
}
