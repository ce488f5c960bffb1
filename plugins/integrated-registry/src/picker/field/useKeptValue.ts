import { identityApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import {
  ImageReferenceError,
  parseImageReference,
} from 'backstage-plugin-integrated-registry-common';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { ImagePickerValue, referenceOf } from '../options';

const PREFIX = 'integrated-registry.image';
/** What is older is of another visit; in milliseconds. */
const KEPT_MS = 60 * 60 * 1_000;

export interface KeptValueOptions {
  /** Of the field, `root_image`. */
  id: string;
  value: unknown;
  /** Has nobody put anything into the field yet? */
  isUntouched: boolean;
  /** Does the template take a value of this kind? */
  accepts(value: unknown): value is ImagePickerValue;
  onRestore(value: ImagePickerValue): void;
}

/**
 * Keeps the value of the field over a reload of the page, which loses what is in a form of Backstage:
 * for the person, the template (by the address of the page) and the field, in this tab of the browser,
 * until the field is emptied or the step is left.
 *
 * @returns whether the value in the field is one that was kept
 */
export function useKeptValue(options: KeptValueOptions): boolean {
  const { id, value } = options;
  const identity = useApiHolder().get(identityApiRef);
  const latest = useRef(options);
  latest.current = options;
  const key = useRef<string>();
  const [restored, setRestored] = useState<unknown>();

  useEffect(() => {
    let isLeft = false;
    identity?.getBackstageIdentity().then(
      ({ userEntityRef }) => {
        if (isLeft) {
          return;
        }
        key.current = [
          PREFIX,
          userEntityRef,
          window.location.pathname,
          id,
        ].join(' ');
        const kept = read(key.current);
        const { isUntouched, accepts, onRestore } = latest.current;
        if (isUntouched && accepts(kept)) {
          // Forms lose one of two changes that come before they have been drawn again.
          flushSync(() => {
            setRestored(kept);
            onRestore(kept);
          });
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
  }, [identity, id]);

  useEffect(() => {
    if (key.current) {
      write(key.current, value);
    }
  }, [value]);

  return restored !== undefined && referenceOf(value) === referenceOf(restored);
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
    if (isReference(referenceOf(value))) {
      sessionStorage.setItem(key, JSON.stringify({ value, at: Date.now() }));
    } else {
      sessionStorage.removeItem(key);
    }
  } catch {
    // As above.
  }
}

/** What is none may have a password in it. */
function isReference(text: string): boolean {
  try {
    parseImageReference(text);
    return true;
  } catch (error) {
    if (error instanceof ImageReferenceError) {
      return false;
    }
    throw error;
  }
}
