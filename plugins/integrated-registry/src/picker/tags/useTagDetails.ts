import { useApi } from '@backstage/frontend-plugin-api';
import { ArtifactAnswer } from 'backstage-plugin-integrated-registry-common';
import { useEffect, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';

export interface TagOf {
  integrationId: string;
  repository: string;
  /** A platform that the template requires. */
  platform?: string;
  /** What the template allows besides images. */
  artifactTypes?: string[];
}

const SIDE_BY_SIDE = 4;

/**
 * Times, sizes and platforms of the tags that are in view, read behind the list. A tag whose
 * details cannot be read is shown without them; what is out of view again is not read any more.
 */
export function useTagDetails(
  { integrationId, repository, platform, artifactTypes }: TagOf,
  tagsInView: readonly string[],
): ReadonlyMap<string, ArtifactAnswer> {
  const api = useApi(integratedRegistryApiRef);
  const [details, setDetails] = useState<ReadonlyMap<string, ArtifactAnswer>>(
    new Map(),
  );
  const [asked] = useState(() => new Set<string>());
  const wanted = tagsInView.join(' ');

  useEffect(() => {
    const waiting = wanted.split(' ').filter(tag => tag && !asked.has(tag));
    const controller = new AbortController();
    const { signal } = controller;
    const work = async () => {
      for (let tag = waiting.shift(); tag; tag = waiting.shift()) {
        const reference = tag;
        try {
          const artifact = await api.getArtifact(
            {
              integrationId,
              repository,
              reference,
              ...(platform && { platform }),
              ...(artifactTypes && { artifactTypes }),
            },
            { signal },
          );
          if (!signal.aborted) {
            asked.add(reference);
            setDetails(known => new Map(known).set(reference, artifact));
          }
        } catch {
          if (!signal.aborted) {
            asked.add(reference);
          }
        }
        if (signal.aborted) {
          return;
        }
      }
    };
    for (let worker = 0; worker < SIDE_BY_SIDE; worker++) {
      work();
    }
    return () => controller.abort();
  }, [api, integrationId, repository, platform, artifactTypes, wanted, asked]);

  return details;
}
