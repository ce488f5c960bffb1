import { useApi } from '@backstage/frontend-plugin-api';
import { ArtifactAnswer } from 'backstage-plugin-integrated-registry-common';
import { useEffect, useRef, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';

export interface TagOf {
  integrationId: string;
  repository: string;
}

const SIDE_BY_SIDE = 4;

/**
 * Times, sizes and platforms of the tags that are shown, read one after the other behind the list.
 * A tag whose details cannot be read is shown without them.
 */
export function useTagDetails(
  repository: TagOf | undefined,
  tags: readonly string[],
): ReadonlyMap<string, ArtifactAnswer> {
  const api = useApi(integratedRegistryApiRef);
  const [details, setDetails] = useState<ReadonlyMap<string, ArtifactAnswer>>(
    new Map(),
  );
  const asked = useRef(new Set<string>());
  const of =
    repository && `${repository.integrationId} ${repository.repository}`;
  const wanted = tags.join(' ');

  useEffect(() => {
    asked.current = new Set();
    setDetails(new Map());
  }, [of]);

  useEffect(() => {
    if (!of) {
      return undefined;
    }
    const at = of.indexOf(' ');
    const [integrationId, name] = [of.slice(0, at), of.slice(at + 1)];
    const waiting = wanted
      .split(' ')
      .filter(tag => tag && !asked.current.has(tag));
    const controller = new AbortController();
    const work = async () => {
      for (let tag = waiting.shift(); tag; tag = waiting.shift()) {
        const reference = tag;
        try {
          const artifact = await api.getArtifact(
            { integrationId, repository: name, reference },
            { signal: controller.signal },
          );
          asked.current.add(reference);
          setDetails(known => new Map(known).set(reference, artifact));
        } catch {
          if (controller.signal.aborted) {
            return;
          }
          asked.current.add(reference);
        }
      }
    };
    for (let worker = 0; worker < SIDE_BY_SIDE; worker++) {
      work();
    }
    return () => controller.abort();
  }, [api, of, wanted]);

  return details;
}
