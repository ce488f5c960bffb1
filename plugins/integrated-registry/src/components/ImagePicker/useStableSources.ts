import { RepositorySource } from 'backstage-plugin-integrated-registry-common';
import { useRef } from 'react';

const none: readonly RepositorySource[] = [];

/**
 * Every answer of a search tells of the registries, and mostly the same: what looks the same stays
 * the same, so that it is not drawn anew with every key.
 */
export function useStableSources(
  sources: readonly RepositorySource[] = none,
): readonly RepositorySource[] {
  const stable = useRef(sources);
  if (
    stable.current !== sources &&
    JSON.stringify(stable.current) !== JSON.stringify(sources)
  ) {
    stable.current = sources;
  }
  return stable.current;
}
