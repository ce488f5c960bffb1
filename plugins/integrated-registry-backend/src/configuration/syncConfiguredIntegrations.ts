import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { CreateIntegrationRequest } from 'backstage-plugin-integrated-registry-common';
import { createHash } from 'node:crypto';
import { CredentialCipher, CredentialError } from '../credentials';
import { IntegrationSettings, IntegrationStore } from '../database';
import { ProviderRegistry } from '../providers/ProviderRegistry';
import {
  checkCredential,
  expiryChange,
  settingsOf,
} from '../services/integrationSettings';
import { StoredIntegration } from '../services/types';

export interface SyncOptions {
  integrations: readonly CreateIntegrationRequest[];
  store: IntegrationStore;
  cipher: CredentialCipher;
  providers: ProviderRegistry;
  logger: LoggerService;
}

const AUTHOR = 'config';

/**
 * Brings the database in line with the integrations of the configuration. One that stays as it is
 * is not touched, so that its repository index stays too; one that is gone is removed.
 *
 * @throws Error where an integration cannot be used, or its name is taken by one from the page
 */
export async function syncConfiguredIntegrations(
  options: SyncOptions,
): Promise<void> {
  const { integrations, store, logger } = options;
  const wanted = new Map(integrations.map(entry => [idOf(entry), entry]));
  const everything = await store.list({});
  for (const known of everything) {
    if (known.managedBy === 'config' && !wanted.has(known.id)) {
      await store.remove(known.id, known.version);
      logger.info(
        `The integration ${known.name} of ${known.workspace} is no longer in the configuration and was removed`,
      );
    }
  }
  const known = new Map(everything.map(stored => [stored.id, stored]));
  for (const [id, entry] of wanted) {
    try {
      await syncOne(id, entry, known.get(id), options);
    } catch (error) {
      throw new Error(
        `The integration ${JSON.stringify(
          entry.name,
        )} in integratedRegistry.integrations cannot be used: ${
          isError(error) ? error.message : 'unknown error'
        }${
          isError(error) && error.name === 'ConflictError'
            ? ' here, or rename the one that was made in the page'
            : ''
        }`,
      );
    }
  }
}

async function syncOne(
  id: string,
  entry: CreateIntegrationRequest,
  known: StoredIntegration | undefined,
  { store, cipher, providers }: SyncOptions,
): Promise<void> {
  const provider = providers.get(entry.type);
  const settings = settingsOf(provider, entry);
  const { password } = entry;
  checkCredential(provider, settings, password !== undefined);
  const expiry = expiryChange(
    entry.credentialExpiresAt,
    password !== undefined,
  );
  if (!known) {
    await store.create({
      id,
      settings,
      managedBy: 'config',
      createdBy: AUTHOR,
      ...(password !== undefined && {
        credential: cipher.encrypt(id, password),
      }),
      ...(expiry instanceof Date && { credentialExpiresAt: expiry }),
    });
    return;
  }
  const samePassword = (await readPassword(id, store, cipher)) === password;
  const sameExpiry =
    !(expiry instanceof Date) ||
    expiry.getTime() === known.credentialExpiresAt?.getTime();
  if (samePassword && sameExpiry && isSame(known, settings)) {
    return;
  }
  await store.update(id, known.version, {
    settings,
    updatedBy: AUTHOR,
    credential:
      password === undefined ? 'remove' : cipher.encrypt(id, password),
    ...(expiry && { credentialExpiresAt: expiry }),
  });
}

/** The same entry has the same id at every start, in every replica. */
function idOf({ workspace, name }: CreateIntegrationRequest): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([workspace, name.toLocaleLowerCase('en-US')]))
    .digest('hex');
  return `config-${hash.slice(0, 32)}`;
}

async function readPassword(
  id: string,
  store: IntegrationStore,
  cipher: CredentialCipher,
): Promise<string | undefined> {
  const credential = await store.getCredential(id);
  try {
    return credential && cipher.decrypt(id, credential);
  } catch (error) {
    // It is in the configuration, so one that cannot be read is written anew.
    if (error instanceof CredentialError) {
      return undefined;
    }
    throw error;
  }
}

function isSame(
  known: StoredIntegration,
  settings: IntegrationSettings,
): boolean {
  const fields = Object.keys({ ...settings }) as (keyof IntegrationSettings)[];
  return (
    known.description === settings.description &&
    known.username === settings.username &&
    fields.every(
      field => JSON.stringify(known[field]) === JSON.stringify(settings[field]),
    )
  );
}
