import { message } from 'backstage-plugin-integrated-registry-common';
import { inputError } from '../../model';

/** Makes an opaque cursor of what names a place in a list. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws InputError where the cursor was not made by `encodeCursor` with as many parts */
export function decodeCursor(cursor: string, length: number): string[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    parts = undefined;
  }
  if (
    !Array.isArray(parts) ||
    parts.length !== length ||
    // No database takes a NUL for text.
    !parts.every(part => typeof part === 'string' && !part.includes('\0'))
  ) {
    throw inputError(message('CURSOR_OF_ANOTHER_LIST'));
  }
  return parts;
}
