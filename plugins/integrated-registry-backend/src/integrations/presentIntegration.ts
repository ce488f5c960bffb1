import {
  CredentialState,
  Integration,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { imageHostState } from '../connections';
import { inputError, StoredIntegration } from '../model';

/** The ETag of an integration: its settings and nothing else, neither health nor index. */
export function etagOf({ version }: StoredIntegration): string {
  return `"v${version}"`;
}

/** @throws InputError */
export function versionOf(etag: string): number {
  const [, version] = /^"v(\d{1,9})"$/.exec(etag.trim()) ?? [];
  if (version === undefined) {
    // RFC 9110, section 13.1.1: a weak one never matches, however alike it looks.
    throw inputError(
      message(/^W\//.test(etag.trim()) ? 'IF_MATCH_WEAK' : 'IF_MATCH_INVALID'),
    );
  }
  return Number(version);
}

/** An integration with everything its admins may see; the secret stays behind, encrypted as it is. */
export function presentIntegration(
  stored: StoredIntegration,
  credentialState: CredentialState | undefined,
): Integration {
  const {
    encryptedCredential: _encrypted,
    credentialExpiresAt,
    suspendedSince,
    createdAt,
    updatedAt,
    version: _version,
    imageHostProof: _proof,
    ...rest
  } = stored;
  return {
    ...rest,
    imageHostState: imageHostState(stored),
    access: 'manage',
    ...(credentialState && { credentialState }),
    ...(credentialExpiresAt && {
      credentialExpiresAt: credentialExpiresAt.toISOString(),
    }),
    ...(suspendedSince && { suspendedSince: suspendedSince.toISOString() }),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    etag: etagOf(stored),
  };
}
