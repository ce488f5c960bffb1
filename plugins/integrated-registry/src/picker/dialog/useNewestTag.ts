import { useApi } from '@backstage/frontend-plugin-api';
import {
  Repository,
  ResolvedImage,
} from 'backstage-plugin-integrated-registry-common';
import { useEffect, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import { ImagePickerOptions, policyOf } from '../options';

/** What the rule of a template finds now. */
export interface FoundTag {
  /** Absent while it is looked for, and where it was not found. */
  image?: ResolvedImage;
  error?: unknown;
}

/** Has the backend find the tag that the template's rule means now. */
export function useNewestTag(
  workspace: string,
  { integrationId, name }: Repository,
  options: ImagePickerOptions,
): FoundTag & { retry(): void } {
  const api = useApi(integratedRegistryApiRef);
  const [found, setFound] = useState<FoundTag>({});
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const settle = (next: FoundTag) => !signal.aborted && setFound(next);
    setFound({});
    api
      .resolveImage(
        {
          workspace,
          selection: { integrationId, repository: name },
          policy: policyOf(options),
        },
        { signal },
      )
      .then(
        image => settle({ image }),
        error => settle({ error }),
      );
    return () => controller.abort();
  }, [api, workspace, integrationId, name, options, attempt]);

  return { ...found, retry: () => setAttempt(attempt + 1) };
}
