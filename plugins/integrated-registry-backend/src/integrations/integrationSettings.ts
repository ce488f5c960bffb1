import {
  ConnectionSettings,
  message,
  MessageCode,
  passwordDemand,
  PasswordDemand,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryProvider } from 'backstage-plugin-integrated-registry-node';
import { inputError, IntegrationSettings, StoredIntegration } from '../model';

/** When the password expires: a moment, no longer known, or as it is stored. */
export type ExpiryChange = Date | 'remove' | undefined;

/** @throws InputError where there is no password that could expire */
export function expiryChange(
  requested: string | null | undefined,
  hasPassword: boolean,
): ExpiryChange {
  if (requested && !hasPassword) {
    throw inputError(message('EXPIRY_WITHOUT_PASSWORD'));
  }
  return requested === null
    ? 'remove'
    : (requested && new Date(requested)) || undefined;
}

/** What is known of the password: a new one, none any more, or the one that is stored. */
export type PasswordChange = { set: string } | 'remove' | 'keep';

/** The password of a new integration. */
export function passwordOf({
  password,
}: {
  password?: string;
}): Exclude<PasswordChange, 'keep'> {
  return password === undefined ? 'remove' : { set: password };
}

/** Is there a password after the change? */
export function hasPassword(
  stored: StoredIntegration,
  password: PasswordChange,
): boolean {
  return password === 'keep' ? stored.hasCredential : password !== 'remove';
}

const PASSWORD_DEMANDS = {
  address: 'PASSWORD_AGAIN_FOR_ADDRESS',
  username: 'PASSWORD_AGAIN_FOR_USERNAME',
  trust: 'PASSWORD_AGAIN_FOR_TRUST',
} as const satisfies Record<PasswordDemand, MessageCode>;

/** Settings of a new integration, with defaults filled in. */
export function settingsOf(
  provider: RegistryProvider,
  request: ConnectionSettings & {
    workspace: string;
    name: string;
    description?: string;
  },
): IntegrationSettings {
  const { workspace, type, name, description, url, username } = request;
  const imageHost = request.imageHost ?? defaultImageHost(provider, url);
  return {
    workspace,
    type,
    name,
    ...(description && { description }),
    url,
    imageHost,
    ...proofByAddress(provider, url, imageHost),
    ...(username !== undefined && { username }),
    tls: tlsOf(request.tls),
    repositories: request.repositories ?? [],
    repositoryFilter: request.repositoryFilter ?? [],
    sharing: { with: 'nobody', workspaces: [] },
  };
}

/**
 * Settings after a change; what the request leaves out stays.
 *
 * @throws InputError where the stored password would go to somebody else, or by a weaker trust
 */
export function applyChange(
  provider: RegistryProvider,
  stored: StoredIntegration,
  request: UpdateIntegrationRequest,
): { settings: IntegrationSettings; password: PasswordChange } {
  const url = request.url ?? stored.url;
  const moved = url !== stored.url;
  const tls = request.tls === undefined ? stored.tls : tlsOf(request.tls);
  const username =
    request.username === undefined
      ? stored.username
      : request.username ?? undefined;
  const description =
    request.description === undefined
      ? stored.description
      : request.description || undefined;
  const password = passwordChange(request, stored, username);
  const demand = passwordDemand(stored, { url, username, tls });
  if (demand && stored.hasCredential && password === 'keep') {
    throw inputError(message(PASSWORD_DEMANDS[demand]));
  }
  const keptImageHost =
    moved && stored.imageHost === defaultImageHost(provider, stored.url)
      ? defaultImageHost(provider, url)
      : stored.imageHost;
  const imageHost =
    request.imageHost === undefined
      ? keptImageHost
      : request.imageHost ?? defaultImageHost(provider, url);
  return {
    password,
    settings: {
      workspace: request.workspace ?? stored.workspace,
      type: stored.type,
      name: request.name ?? stored.name,
      ...(description !== undefined && { description }),
      url,
      imageHost,
      ...(!moved && imageHost === stored.imageHost
        ? stored.imageHostProof && { imageHostProof: stored.imageHostProof }
        : proofByAddress(provider, url, imageHost)),
      ...(username !== undefined && { username }),
      tls,
      repositories:
        request.repositories === undefined
          ? stored.repositories
          : request.repositories ?? [],
      repositoryFilter:
        request.repositoryFilter === undefined
          ? stored.repositoryFilter
          : request.repositoryFilter ?? [],
      sharing: request.sharing ?? stored.sharing,
    },
  };
}

const ABOUT_THE_CONNECTION = [
  'url',
  'imageHost',
  'username',
  'password',
  'tls',
  'repositories',
  'repositoryFilter',
] as const;

const ABOUT_THE_CREDENTIAL = [
  'username',
  'password',
  'credentialExpiresAt',
] as const;

/** Puts the request in, replaces or takes away something of the credential? */
export function touchesCredential(
  request: Pick<
    UpdateIntegrationRequest,
    (typeof ABOUT_THE_CREDENTIAL)[number]
  >,
): boolean {
  return ABOUT_THE_CREDENTIAL.some(field => request[field] !== undefined);
}

/** A new name needs no registry that answers. */
export function touchesConnection(request: UpdateIntegrationRequest): boolean {
  return ABOUT_THE_CONNECTION.some(field => request[field] !== undefined);
}

/** @throws InputError where user name or password are missing or cannot be used */
export function checkCredential(
  provider: RegistryProvider,
  settings: Pick<IntegrationSettings, 'username'>,
  hasPassword: boolean,
): void {
  const hasUsername = settings.username !== undefined;
  if (provider.credential === 'required' && !(hasUsername && hasPassword)) {
    throw inputError(
      message('CREDENTIAL_REQUIRED', { provider: provider.title }),
    );
  }
  if (hasUsername && !hasPassword) {
    throw inputError(message('USERNAME_WITHOUT_PASSWORD'));
  }
  if (hasPassword && !hasUsername) {
    throw inputError(message('PASSWORD_WITHOUT_USERNAME'));
  }
}

/** Has nobody entered the image host? */
export function isImageHostOpen(
  provider: RegistryProvider,
  settings: Pick<IntegrationSettings, 'url' | 'imageHost'>,
  request: { imageHost?: string | null },
): boolean {
  return (
    (request.imageHost ?? undefined) === undefined &&
    settings.imageHost === defaultImageHost(provider, settings.url)
  );
}

function proofByAddress(
  provider: RegistryProvider,
  url: string,
  imageHost: string,
): Pick<IntegrationSettings, 'imageHostProof'> {
  return imageHost === defaultImageHost(provider, url)
    ? { imageHostProof: 'address' }
    : {};
}

function defaultImageHost(provider: RegistryProvider, url: string): string {
  return provider.defaultImageHost?.(url) ?? new URL(url).host;
}

function passwordChange(
  request: UpdateIntegrationRequest,
  stored: StoredIntegration,
  username: string | undefined,
): PasswordChange {
  if (typeof request.password === 'string') {
    return { set: request.password };
  }
  // Without its user name a stored password is of no use.
  const orphaned = stored.hasCredential && username === undefined;
  return request.password === null || orphaned ? 'remove' : 'keep';
}

function tlsOf(
  tls: ConnectionSettings['tls'] | null,
): IntegrationSettings['tls'] {
  return {
    ...(tls?.caCertificate && { caCertificate: tls.caCertificate }),
    skipVerify: tls?.skipVerify ?? false,
  };
}
