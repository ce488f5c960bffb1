import {
  ImageReference,
  ImageReferenceError,
  parseImageReference,
} from 'backstage-plugin-integrated-registry-common';
import { inputError } from '../../model';

/** @throws InputError */
export function readReference(reference: string): ImageReference {
  try {
    return parseImageReference(reference);
  } catch (error) {
    if (error instanceof ImageReferenceError) {
      throw inputError(error.reason);
    }
    throw error;
  }
}
