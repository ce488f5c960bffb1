import { useApi } from '@backstage/frontend-plugin-api';
import {
  ConnectionTestInput,
  Diagnosis,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';

interface Outcome {
  state: 'idle' | 'running' | 'cancelled' | 'done' | 'error';
  diagnosis?: Diagnosis;
  error?: unknown;
}

export interface ConnectionTest extends Outcome {
  /** Starts a test; one that is running is given up. */
  start(request: ConnectionTestInput): void;
  cancel(): void;
  /** Forgets the outcome, because the settings are no longer those that were tested. */
  reset(): void;
}

/** One connection test at a time. It is given up when the component goes away. */
export function useConnectionTest(): ConnectionTest {
  const api = useApi(integratedRegistryApiRef);
  const [outcome, setOutcome] = useState<Outcome>({ state: 'idle' });
  const running = useRef<AbortController | undefined>(undefined);

  const stop = useCallback((next: Outcome) => {
    running.current?.abort();
    running.current = undefined;
    setOutcome(next);
  }, []);
  const cancel = useCallback(() => stop({ state: 'cancelled' }), [stop]);
  const reset = useCallback(() => stop({ state: 'idle' }), [stop]);

  const start = useCallback(
    (request: ConnectionTestInput) => {
      stop({ state: 'running' });
      const controller = new AbortController();
      running.current = controller;
      const settle = (next: Outcome) => {
        if (running.current === controller) {
          running.current = undefined;
          setOutcome(next);
        }
      };
      api.testConnection(request, { signal: controller.signal }).then(
        diagnosis => settle({ state: 'done', diagnosis }),
        error => settle({ state: 'error', error }),
      );
    },
    [api, stop],
  );

  useEffect(() => () => running.current?.abort(), []);

  return { ...outcome, start, cancel, reset };
}
