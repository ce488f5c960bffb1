import {
  foreignLine,
  message,
  passwordSchema,
  usernameSchema,
} from 'backstage-plugin-integrated-registry-common';
import { MintedPullCredential } from '../RegistryClient';
import { otherForm } from './otherForm';
import { recordOf } from './values';

/** The last one that ISO 8601 writes with four digits. */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** @throws RegistryError where nobody could log in with it */
export function ourMintedPullCredential(answer: unknown): MintedPullCredential {
  const { username, password, expiresAt } = recordOf(answer);
  const name = usernameSchema.safeParse(username).data;
  const secret = passwordSchema.safeParse(password).data;
  const end = momentOf(expiresAt);
  if (
    name === undefined ||
    // Another spelling of it is somebody else.
    name !== username ||
    foreignLine(name, name.length) !== name ||
    secret === undefined ||
    (expiresAt !== undefined && !end)
  ) {
    throw otherForm(message('MINTED_CREDENTIAL'));
  }
  return { username: name, password: secret, ...(end && { expiresAt: end }) };
}

function momentOf(value: unknown): Date | undefined {
  return value instanceof Date &&
    value.getTime() > 0 &&
    value.getTime() <= LAST_MOMENT
    ? value
    : undefined;
}
