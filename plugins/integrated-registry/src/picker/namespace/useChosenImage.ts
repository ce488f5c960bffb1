import { useApi } from '@backstage/frontend-plugin-api';
import { isError } from '@backstage/errors';
import { PullCredential } from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import {
  integratedRegistryApiRef,
  loadPullCredentials,
  useLoad,
} from '../../api';
import { referenceOf, repositoryIn } from '../options';

/** What decides whether the chosen image can be pulled in a namespace. */
export type ChosenImage =
  /** None is chosen, or it is not known yet of which integration it is. */
  | { state: 'unknown' }
  /** It is of no integration of the workspace. */
  | { state: 'elsewhere' }
  | {
      state: 'known';
      /** Id. */
      integration: string;
      /** Absent where it could not be read what is decided about it. */
      credential?: PullCredential;
    };

/**
 * Finds the integration of the image that is in another field of the form.
 *
 * @param workspace - entity ref; undefined while none is chosen
 * @param image - the value of that field, whatever it is
 */
export function useChosenImage(
  workspace: string | undefined,
  image: unknown,
): ChosenImage {
  const api = useApi(integratedRegistryApiRef);
  const reference = referenceOf(image);
  const stated = repositoryIn(image)?.integrationId;
  const load = useCallback(
    async (signal: AbortSignal): Promise<ChosenImage> => {
      if (!workspace || !reference) {
        return { state: 'unknown' };
      }
      const integration =
        stated ??
        (await api.parseImage({ reference, workspace }, { signal }))
          .integrationId;
      if (integration === undefined) {
        return { state: 'elsewhere' };
      }
      try {
        const { items } = await loadPullCredentials(api, workspace, signal);
        const credential = items.find(item => item.integration === integration);
        return { state: 'known', integration, credential };
      } catch (error) {
        if (isError(error)) {
          return { state: 'known', integration };
        }
        throw error;
      }
    },
    [api, workspace, reference, stated],
  );
  // A reference that cannot be read is told at its own field.
  return useLoad(load).value ?? { state: 'unknown' };
}
