import { isError } from '@backstage/errors';
import { CredentialCipher, CredentialError } from '../../credentials';
import { IntegrationStore, StoredIntegration } from '../../model';
import { changedFields } from '../integrationSettings';
import { nameAsSeen } from '../nameAsSeen';
import { ConfigurationProblems } from './ConfigurationProblems';
import { ConfiguredIntegration, IDENTITY } from './readConfiguredIntegrations';

/** What a start has changed in the database. */
export interface ConfiguredChange {
  what: 'create' | 'update' | 'delete';
  integrationId: string;
  workspace: string;
  name: string;
  /** Where it stands; absent where it is gone. */
  path?: string;
  /** Names of what is another, never what is in it. */
  fields?: string[];
}

export interface SyncOptions {
  integrations: readonly ConfiguredIntegration[];
  store: IntegrationStore;
  cipher: CredentialCipher;
  /** Is told of each change once, by the replica that has made it. */
  changed(change: ConfiguredChange): Promise<void>;
}

const AUTHOR = 'config';
/** Replicas that start together get in each other's way once per change, and then see that it is made. */
const ATTEMPTS = 5;

/**
 * Brings the database in line with the integrations of the configuration. One that stays as it is
 * is not touched, so that its repository index stays too; one that is gone is removed.
 *
 * @throws Error where a name is taken by an integration from the page; then nothing is changed
 */
export async function syncConfiguredIntegrations(
  options: SyncOptions,
): Promise<void> {
  const { integrations, store } = options;
  const wanted = new Set(integrations.map(({ id }) => id));
  const everything = await store.list({});
  refuseTakenNames(integrations, everything);
  // Before others are made: one of them may have the name now.
  for (const { id, managedBy } of everything) {
    if (managedBy === 'config' && !wanted.has(id)) {
      await persist(options, () => removeOne(id, options));
    }
  }
  for (const entry of integrations) {
    await persist(options, () => syncOne(entry, options));
  }
}

function refuseTakenNames(
  integrations: readonly ConfiguredIntegration[],
  everything: readonly StoredIntegration[],
): void {
  const problems = new ConfigurationProblems();
  for (const { path, settings } of integrations) {
    const { workspace, name } = settings;
    const namesake = everything.find(
      known =>
        known.managedBy === 'user' &&
        known.workspace === workspace &&
        nameAsSeen(known.name) === nameAsSeen(name),
    );
    if (namesake) {
      problems.add(
        path,
        'name',
        `${JSON.stringify(
          name,
        )} is the name of an integration of ${workspace} already that was made in the page, by ${
          namesake.createdBy
        }, with the id ${
          namesake.id
        }. Give this one another name, or rename or remove the one in the page`,
      );
    }
  }
  problems.throwIfAny();
}

/** Another replica that starts at the same moment may be faster; then what it wrote is looked at. */
async function persist(
  { integrations, store }: SyncOptions,
  action: () => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await action();
      return;
    } catch (error) {
      const overtaken =
        isError(error) &&
        (error.name === 'ConflictError' || error.name === 'NotFoundError');
      if (!overtaken || attempt === ATTEMPTS) {
        throw error;
      }
      // Or it was somebody in the page.
      refuseTakenNames(integrations, await store.list({}));
    }
  }
}

async function removeOne(
  id: string,
  { store, changed }: SyncOptions,
): Promise<void> {
  const known = await store.get(id);
  if (known) {
    const { version, workspace, name } = known;
    await store.remove(id, version);
    await changed({ what: 'delete', integrationId: id, workspace, name });
  }
}

async function syncOne(
  entry: ConfiguredIntegration,
  { store, cipher, changed }: SyncOptions,
): Promise<void> {
  const { id, path, settings, password, credentialExpiresAt } = entry;
  const change = {
    integrationId: id,
    workspace: settings.workspace,
    name: settings.name,
    path,
  };
  const known = await store.get(id);
  if (!known) {
    await store.create({
      id,
      settings,
      managedBy: 'config',
      createdBy: AUTHOR,
      ...(password !== undefined && {
        credential: cipher.encrypt({ id, ...settings }, password),
      }),
      ...(credentialExpiresAt && { credentialExpiresAt }),
    });
    await changed({ ...change, what: 'create' });
    return;
  }
  const isSamePassword =
    (await readPassword(known, store, cipher)) === password;
  const fields: string[] = changedFields(known, settings, IDENTITY);
  if (!isSamePassword) {
    fields.push('password');
  }
  if (fields.length > 0) {
    // Also where the password stays: it is bound to the settings beside it.
    const expiresAt =
      credentialExpiresAt ??
      (isSamePassword ? known.credentialExpiresAt : undefined);
    await store.update(id, known.version, {
      settings,
      updatedBy: AUTHOR,
      credential:
        password === undefined
          ? 'remove'
          : cipher.encrypt({ id, ...settings }, password),
      ...(password !== undefined &&
        expiresAt && { credentialExpiresAt: expiresAt }),
    });
    await changed({ ...change, what: 'update', fields });
  } else if (
    credentialExpiresAt &&
    credentialExpiresAt.getTime() !== known.credentialExpiresAt?.getTime()
  ) {
    await store.setCredentialExpiry(id, credentialExpiresAt);
  }
}

async function readPassword(
  known: StoredIntegration,
  store: IntegrationStore,
  cipher: CredentialCipher,
): Promise<string | undefined> {
  const credential = await store.getCredential(known.id);
  try {
    return credential && cipher.decrypt(known, credential);
  } catch (error) {
    // It is in the configuration, so one that cannot be read is written anew.
    if (error instanceof CredentialError) {
      return undefined;
    }
    throw error;
  }
}
