import { useApi } from '@backstage/frontend-plugin-api';
import { VulnerabilityAnswer } from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { integratedRegistryApiRef } from '../api';

export interface ArtifactOf {
  integrationId: string;
  repository: string;
  digest: string;
}

const POLL_MS = 3_000;

/**
 * What the registry's scanner says of one artifact; asked again while a scan is under way. An
 * answer that does not come leaves the report out: it is no reason to keep an image from anybody.
 */
export function useVulnerabilities(of: ArtifactOf | undefined) {
  const api = useApi(integratedRegistryApiRef);
  const [report, setReport] = useState<VulnerabilityAnswer>();
  const [scanError, setScanError] = useState<unknown>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const { integrationId, repository, digest } = of ?? {};

  const look = useCallback(
    async (signal: AbortSignal) => {
      if (!integrationId || !repository || !digest) {
        return;
      }
      try {
        const found = await api.getVulnerabilities(
          { integrationId, repository, digest },
          { signal },
        );
        if (signal.aborted) {
          return;
        }
        setReport(found);
        if (found.state === 'queued' || found.state === 'running') {
          timer.current = setTimeout(() => look(signal), POLL_MS);
        }
      } catch {
        // Shown without a report.
      }
    },
    [api, integrationId, repository, digest],
  );

  const controller = useRef(new AbortController());
  useEffect(() => {
    const mine = new AbortController();
    controller.current = mine;
    setReport(undefined);
    setScanError(undefined);
    look(mine.signal);
    return () => {
      mine.abort();
      clearTimeout(timer.current);
    };
  }, [look]);

  const scan = useCallback(async () => {
    if (!integrationId || !repository || !digest) {
      return;
    }
    const { signal } = controller.current;
    setScanError(undefined);
    try {
      const started = await api.startScan(
        { integrationId, repository, digest },
        { signal },
      );
      if (!signal.aborted) {
        setReport(started);
        timer.current = setTimeout(() => look(signal), POLL_MS);
      }
    } catch (error) {
      if (!signal.aborted) {
        setScanError(error);
      }
    }
  }, [api, integrationId, repository, digest, look]);

  return { report, scan, scanError };
}
