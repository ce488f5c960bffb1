import {
  CredentialState,
  Integration,
  integrationFieldsWith,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { imageHostState } from '../connections';
import { inputError, pickFields, StoredIntegration } from '../model';

/** What is kept with the password is told in words of its own. */
const ANSWERED = [
  'id',
  'managedBy',
  'health',
  'repositoryIndex',
  'hasCredential',
  'createdBy',
  'updatedBy',
  ...integrationFieldsWith({ seenBy: 'everybody', keptWith: 'settings' }),
  ...integrationFieldsWith({ seenBy: 'workspace', keptWith: 'settings' }),
] as const;

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
  const { credentialExpiresAt, suspendedSince } = stored;
  return {
    ...pickFields(stored, ANSWERED),
    imageHostState: imageHostState(stored),
    access: 'manage',
    ...(credentialState && { credentialState }),
    ...(credentialExpiresAt && {
      credentialExpiresAt: credentialExpiresAt.toISOString(),
    }),
    ...(suspendedSince && { suspendedSince: suspendedSince.toISOString() }),
    createdAt: stored.createdAt.toISOString(),
    updatedAt: stored.updatedAt.toISOString(),
    etag: etagOf(stored),
  };
}
