import {
  message,
  passwordSchema,
  usernameSchema,
} from 'backstage-plugin-integrated-registry-common';
import { MintedPullCredential } from '../RegistryClient';
import { otherForm } from './otherForm';
import { isRecord } from './values';

/** @throws RegistryError where nobody could log in with it */
export function ourMintedPullCredential(answer: unknown): MintedPullCredential {
  const given = isRecord(answer) ? answer : {};
  const username = usernameSchema.safeParse(given.username);
  const password = passwordSchema.safeParse(given.password);
  const { expiresAt } = given;
  const isMoment =
    expiresAt instanceof Date && Number.isFinite(expiresAt.getTime());
  if (
    !username.success ||
    !password.success ||
    (expiresAt !== undefined && !isMoment)
  ) {
    throw otherForm(message('MINTED_CREDENTIAL'));
  }
  return {
    username: username.data,
    password: password.data,
    ...(isMoment && { expiresAt }),
  };
}
