import {
  ImageReferenceError,
  parseImageReference,
} from 'backstage-plugin-integrated-registry-common';
import { useState } from 'react';
import { useKeptInTab } from '../../ui';
import { ImagePickerValue, referenceOf } from '../options';

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
 * Keeps the value of the field over a reload of the page, which loses what is in a form of Backstage,
 * until the field is emptied or the step is left.
 *
 * @returns whether the value in the field is one that was kept
 */
export function useKeptValue({
  id,
  value,
  isUntouched,
  accepts,
  onRestore,
}: KeptValueOptions): boolean {
  const [restored, setRestored] = useState<ImagePickerValue>();
  useKeptInTab({
    name: `image ${id}`,
    value: isReference(referenceOf(value)) ? value : undefined,
    onFound: kept => {
      if (isUntouched && accepts(kept)) {
        setRestored(kept);
        onRestore(kept);
      }
    },
  });
  return restored !== undefined && referenceOf(value) === referenceOf(restored);
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
