import { useApi } from '@backstage/frontend-plugin-api';
import {
  ResolvedImage,
  ResolveImageInput,
  RuleVerdict,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';

/** How the last attempt to choose went. */
export interface Attempt {
  running: boolean;
  /** Rules of the template the image breaks. */
  failed: RuleVerdict[];
  error?: unknown;
}

const idle: Attempt = { running: false, failed: [] };

/** Has the backend resolve a choice and hold the template's rules against it. */
export function useResolve(onResolved: (image: ResolvedImage) => void) {
  const api = useApi(integratedRegistryApiRef);
  const [attempt, setAttempt] = useState<Attempt>(idle);
  const reset = useCallback(() => setAttempt(idle), []);

  async function resolve(request: ResolveImageInput) {
    setAttempt({ running: true, failed: [] });
    try {
      const image = await api.resolveImage(request);
      const failed = image.rules.filter(rule => !rule.passed);
      setAttempt({ running: false, failed });
      if (image.passed) {
        onResolved(image);
      }
    } catch (error) {
      setAttempt({ running: false, failed: [], error });
    }
  }

  return { attempt, resolve, reset };
}
