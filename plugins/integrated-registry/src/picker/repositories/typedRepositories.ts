import {
  parseImageReference,
  Repository,
  RepositorySource,
} from 'backstage-plugin-integrated-registry-common';

/**
 * A repository that was typed whole, for the registries whose list may lack it. It is looked up
 * when its tags are read.
 */
export function typedRepositories(
  text: string,
  sources: readonly RepositorySource[],
  found: readonly Repository[],
): Repository[] {
  if (!isRepository(text)) {
    return [];
  }
  return sources
    .filter(
      ({ integrationId, health, repositoryIndex }) =>
        health.state !== 'unhealthy' &&
        !(repositoryIndex.complete && repositoryIndex.state === 'finished') &&
        !found.some(
          repository =>
            repository.integrationId === integrationId &&
            repository.name === text,
        ),
    )
    .map(({ integrationId, imageHost }) => ({
      integrationId,
      imageHost,
      name: text,
    }));
}

function isRepository(text: string): boolean {
  try {
    const { path, tag, digest } = parseImageReference(
      `registry.invalid/${text}`,
    );
    return path === text && tag === undefined && digest === undefined;
  } catch {
    return false;
  }
}
