import {
  StorageApi,
  storageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

/** The workspaces a person has used last, as the portal keeps people's settings. */
export interface RecentWorkspaces {
  /** Entity refs, the last one first. Some may be the caller's no longer. */
  read(): Promise<string[]>;
  /** Nothing waits for it: not to know it another time is no failure. */
  remember(entityRef: string): void;
}

const BUCKET = 'integrated-registry';
const KEY = 'recent-workspaces';
const MAX_RECENT = 5;
/** Settings kept by the backend are on their way; nobody waits longer for the order of a list. */
const PATIENCE_MS = 1_000;

export function useRecentWorkspaces(): RecentWorkspaces {
  const storage = useApiHolder().get(storageApiRef);
  return useMemo(() => recentWorkspacesOf(storage), [storage]);
}

function recentWorkspacesOf(storage: StorageApi | undefined): RecentWorkspaces {
  const bucket = storage?.forBucket(BUCKET);

  async function read(): Promise<string[]> {
    const snapshot = bucket?.snapshot<string[]>(KEY);
    if (!bucket || !snapshot) {
      return [];
    }
    return snapshot.presence === 'unknown'
      ? toRefs(await firstKnown(bucket))
      : toRefs(snapshot.value);
  }

  return {
    read,
    remember(entityRef) {
      read()
        .then(refs =>
          bucket?.set(
            KEY,
            [entityRef, ...refs.filter(ref => ref !== entityRef)].slice(
              0,
              MAX_RECENT,
            ),
          ),
        )
        .catch(() => {});
    },
  };
}

function firstKnown(bucket: StorageApi): Promise<unknown> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
    const subscription = bucket.observe$<string[]>(KEY).subscribe({
      next({ presence, value }) {
        if (presence !== 'unknown') {
          clearTimeout(timer);
          resolve(value);
          subscription?.unsubscribe();
        }
      },
      error() {
        clearTimeout(timer);
        resolve(undefined);
      },
    });
  });
}

/** People and other versions write there, too. */
function toRefs(value: unknown): string[] {
  return Array.isArray(value)
    ? value
        .filter((ref): ref is string => typeof ref === 'string')
        .slice(0, MAX_RECENT)
    : [];
}
