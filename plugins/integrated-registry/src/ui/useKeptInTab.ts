import { identityApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

const PREFIX = 'integrated-registry';
/** What is older is of another visit; in milliseconds. */
const KEPT_MS = 60 * 60 * 1_000;

export interface KeptInTabOptions {
  /** Tells it from others on the same page. */
  name: string;
  /** What can be written as JSON, and never a secret; undefined where there is nothing to keep. */
  value: unknown;
  /** What the last load of this page has kept. It may be of another version of the plugin. */
  onFound(kept: unknown): void;
}

/**
 * Keeps what was entered over a reload of the page, such as a new sign-in: for the person, the address
 * of the page and the name, in this tab of the browser, and until the component is left.
 */
export function useKeptInTab(options: KeptInTabOptions): void {
  const { name, value } = options;
  const identity = useApiHolder().get(identityApiRef);
  const latest = useRef(options);
  latest.current = options;
  const key = useRef<string>();

  useEffect(() => {
    let isLeft = false;
    identity?.getBackstageIdentity().then(
      ({ userEntityRef }) => {
        if (isLeft) {
          return;
        }
        const { pathname } = window.location;
        key.current = [PREFIX, userEntityRef, pathname, name].join(' ');
        const kept = read(key.current);
        if (kept !== undefined) {
          // Forms lose one of two changes that come before they have been drawn again.
          flushSync(() => latest.current.onFound(kept));
        }
        write(key.current, latest.current.value);
      },
      () => {},
    );
    return () => {
      isLeft = true;
      if (key.current) {
        write(key.current, undefined);
      }
      key.current = undefined;
    };
  }, [identity, name]);

  const text = JSON.stringify(value);
  useEffect(() => {
    if (key.current) {
      write(key.current, latest.current.value);
    }
  }, [text]);
}

function read(key: string): unknown {
  try {
    const { value, at } = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    return Date.now() - at < KEPT_MS ? value : undefined;
  } catch {
    // Browsers may refuse; then nothing is kept.
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === undefined) {
      sessionStorage.removeItem(key);
    } else {
      sessionStorage.setItem(key, JSON.stringify({ value, at: Date.now() }));
    }
  } catch {
    // As above.
  }
}
