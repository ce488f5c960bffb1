import { useApi } from '@backstage/frontend-plugin-api';
import {
  ArtifactAnswer,
  ParsedImage,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback } from 'react';
import {
  asRegistryError,
  integratedRegistryApiRef,
  Loaded,
  useLoad,
} from '../api';

/** What is known of an image of an entity. */
export interface EntityImage {
  /**
   * `known`; `hidden`: its registry is not the caller's to see; `elsewhere`: in none of the
   * workspace's registries; `gone`: its registry does not have it any more; `ownerless`: nobody
   * knows where to look.
   */
  kind: 'known' | 'hidden' | 'elsewhere' | 'gone' | 'ownerless';
  parsed?: ParsedImage;
  artifact?: ArtifactAnswer;
  /** Name of the integration. */
  registry?: string;
}

function isHidden(error: unknown): boolean {
  const { httpStatus, failure } = asRegistryError(error);
  return failure === undefined && (httpStatus === 404 || httpStatus === 403);
}

/** Looks an image up in the registries of a workspace. */
export function useEntityImage(
  reference: string,
  workspace: string | undefined,
): Loaded<EntityImage> {
  const api = useApi(integratedRegistryApiRef);
  const load = useCallback(
    async (signal: AbortSignal): Promise<EntityImage> => {
      if (!workspace) {
        return { kind: 'ownerless' };
      }
      try {
        const parsed = await api.parseImage(
          { reference, workspace },
          { signal },
        );
        const { integrationId, integrationRepository, tag, digest } = parsed;
        if (!integrationId || !integrationRepository) {
          return { kind: 'elsewhere', parsed };
        }
        const [artifact, integration] = await Promise.all([
          api
            .getArtifact(
              {
                integrationId,
                repository: integrationRepository,
                reference: digest ?? tag ?? 'latest',
              },
              { signal },
            )
            .catch(error => {
              if (asRegistryError(error).failure?.code === 'NOT_FOUND') {
                return undefined;
              }
              throw error;
            }),
          api.getIntegration(integrationId, { signal }),
        ]);
        return {
          kind: artifact ? 'known' : 'gone',
          parsed,
          artifact,
          registry: integration.name,
        };
      } catch (error) {
        if (isHidden(error)) {
          return { kind: 'hidden' };
        }
        throw error;
      }
    },
    [api, reference, workspace],
  );
  return useLoad(load);
}
