import { RepositorySource } from 'backstage-plugin-integrated-registry-common';
import { useRef } from 'react';

const none: readonly RepositorySource[] = [];

/**
 * Every answer of a search tells of the registries, and mostly the same: what looks the same stays
 * the same, so that it is not drawn anew with every key. A search that fails tells of none: they
 * stay to choose from, as they were.
 */
export function useStableSources(
  sources: readonly RepositorySource[] | undefined,
): readonly RepositorySource[] {
  const stable = useRef(sources ?? none);
  if (
    sources &&
    stable.current !== sources &&
    JSON.stringify(stable.current) !== JSON.stringify(sources)
  ) {
    stable.current = sources;
  }
  return stable.current;
}
