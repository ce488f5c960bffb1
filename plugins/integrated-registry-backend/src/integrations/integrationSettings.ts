import {
  ConnectionSettings,
  IntegrationField,
  IntegrationFieldName,
  IntegrationFieldNameWith,
  integrationFields,
  integrationFieldsWith,
  IntegrationFieldValues,
  message,
  MessageCode,
  passwordDemand,
  PasswordDemand,
  UpdateIntegrationRequest,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryProvider } from 'backstage-plugin-integrated-registry-node';
import { isDeepStrictEqual } from 'node:util';
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

/** Settings to try or to save, as a request wants them. */
export interface WantedSettings<P extends PasswordChange = PasswordChange> {
  settings: IntegrationSettings;
  password: P;
  /** Is there a password with these settings? */
  hasPassword: boolean;
  /** Has nobody entered the image host? */
  findImageHost: boolean;
}

const PASSWORD_DEMANDS = {
  address: 'PASSWORD_AGAIN_FOR_ADDRESS',
  username: 'PASSWORD_AGAIN_FOR_USERNAME',
  trust: 'PASSWORD_AGAIN_FOR_TRUST',
} as const satisfies Record<PasswordDemand, MessageCode>;

type Setting = IntegrationFieldNameWith<{ keptWith: 'settings' }>;
type Given = Partial<Record<IntegrationFieldName, unknown>>;

const SETTINGS = integrationFieldsWith({ keptWith: 'settings' });

/** What is kept of each field: of what is given, else what was there before, else its default. */
function merge(
  given: Given,
  before?: StoredIntegration,
): Omit<IntegrationFieldValues, 'imageHost'> & { imageHost?: string } {
  const values = SETTINGS.map(name => [
    name,
    given[name] === undefined && before
      ? before[name]
      : kept(name, given[name]),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function kept(name: Setting, given: unknown): unknown {
  const field: IntegrationField = integrationFields[name];
  const value = given ?? undefined;
  const tidy =
    value !== undefined && field.keep ? field.keep(value as never) : value;
  return tidy ?? field.default;
}

/** Settings of a new integration, with defaults filled in. */
export function settingsOf(
  provider: RegistryProvider,
  request: ConnectionSettings &
    Pick<IntegrationFieldValues, 'workspace' | 'name'> &
    Partial<IntegrationFieldValues>,
): IntegrationSettings {
  const settings = merge(request);
  const { url, imageHost = defaultImageHost(provider, url) } = settings;
  return {
    ...settings,
    imageHost,
    ...proofByAddress(provider, url, imageHost),
  };
}

/** @throws InputError where user name or password are missing */
export function newSettings(
  provider: RegistryProvider,
  request: Parameters<typeof settingsOf>[1] & { password?: string },
): WantedSettings<Exclude<PasswordChange, 'keep'>> {
  const settings = settingsOf(provider, request);
  const { password } = request;
  const hasPassword = password !== undefined;
  checkCredential(provider, settings, hasPassword);
  return {
    settings,
    password: hasPassword ? { set: password } : 'remove',
    hasPassword,
    findImageHost: isImageHostOpen(provider, settings, request),
  };
}

/**
 * Settings after a change; what the request leaves out stays.
 *
 * @throws InputError where the stored password would go to somebody else, or by a weaker trust, and
 * where user name or password are missing
 */
export function changedSettings(
  provider: RegistryProvider,
  stored: StoredIntegration,
  request: UpdateIntegrationRequest,
): WantedSettings {
  const { settings, password } = applyChange(provider, stored, request);
  const hasPassword =
    password === 'keep' ? stored.hasCredential : password !== 'remove';
  checkCredential(provider, settings, hasPassword);
  return {
    settings,
    password,
    hasPassword,
    findImageHost: isImageHostOpen(provider, settings, request),
  };
}

function applyChange(
  provider: RegistryProvider,
  stored: StoredIntegration,
  request: UpdateIntegrationRequest,
): Pick<WantedSettings, 'settings' | 'password'> {
  const settings = merge(request, stored);
  const { url } = settings;
  const moved = url !== stored.url;
  const password = passwordChange(request, stored, settings.username);
  const demand = passwordDemand(stored, settings);
  if (demand && stored.hasCredential && password === 'keep') {
    throw inputError(message(PASSWORD_DEMANDS[demand]));
  }
  const follows =
    request.imageHost === undefined &&
    moved &&
    stored.imageHost === defaultImageHost(provider, stored.url);
  const imageHost =
    (follows ? undefined : settings.imageHost) ??
    defaultImageHost(provider, url);
  return {
    password,
    settings: {
      ...settings,
      imageHost,
      ...(!moved && imageHost === stored.imageHost
        ? stored.imageHostProof && { imageHostProof: stored.imageHostProof }
        : proofByAddress(provider, url, imageHost)),
    },
  };
}

const ABOUT_THE_CONNECTION = integrationFieldsWith({ connection: true });
const ABOUT_THE_CREDENTIAL = integrationFieldsWith({ credential: true });

/** Puts the request in, replaces or takes away something of the credential? */
export function touchesCredential(request: Given): boolean {
  return ABOUT_THE_CREDENTIAL.some(field => request[field] !== undefined);
}

/** A new name needs no registry that answers. */
export function touchesConnection(request: UpdateIntegrationRequest): boolean {
  const given: Given = request;
  return ABOUT_THE_CONNECTION.some(field => given[field] !== undefined);
}

/**
 * Names of the settings that are another now.
 *
 * @param identity - fields that make what is compared the same integration; they are not compared
 */
export function changedFields(
  before: IntegrationFieldValues,
  after: IntegrationFieldValues,
  identity: readonly Setting[],
): Setting[] {
  return SETTINGS.filter(
    name =>
      !identity.includes(name) &&
      !isDeepStrictEqual(comparable(before[name]), comparable(after[name])),
  );
}

/** Databases sort the workspaces of a sharing by their own rules. */
function comparable(value: IntegrationFieldValues[Setting]): unknown {
  return typeof value === 'object' && 'workspaces' in value
    ? { ...value, workspaces: new Set(value.workspaces) }
    : value;
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
function isImageHostOpen(
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
