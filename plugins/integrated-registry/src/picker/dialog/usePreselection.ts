import { useApi } from '@backstage/frontend-plugin-api';
import { ParsedImage } from 'backstage-plugin-integrated-registry-common';
import { useEffect, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { referenceOf, repositoryIn } from '../options';

/** What the image in the field means. */
export interface Preselection {
  /** Is it not known yet? */
  waiting: boolean;
  /** Absent where the field is empty, or holds what is no image reference. */
  image?: ParsedImage;
}

/** Reads back an image that is in the field already, so that the picker opens with it chosen. */
export function usePreselection(
  workspace: string,
  value: unknown,
): Preselection {
  const reference = referenceOf(value);
  const { integrationId, repository } = repositoryIn(value) ?? {};
  const api = useApi(integratedRegistryApiRef);
  const [preselection, setPreselection] = useState<Preselection>({
    waiting: reference !== '',
  });

  useEffect(() => {
    if (reference === '') {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const settle = (image?: ParsedImage) => {
      if (!signal.aborted) {
        setPreselection({ waiting: false, image });
      }
    };
    // What cannot be read back is chosen anew.
    api.parseImage({ workspace, reference }, { signal }).then(
      image =>
        settle({
          ...image,
          // Several integrations may have an image of this name.
          ...(integrationId && {
            integrationId,
            integrationRepository: repository,
          }),
        }),
      () => settle(),
    );
    return () => controller.abort();
  }, [api, workspace, reference, integrationId, repository]);

  return preselection;
}
