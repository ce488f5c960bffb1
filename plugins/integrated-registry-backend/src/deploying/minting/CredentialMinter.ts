import {
  message,
  messageIn,
  Text,
} from 'backstage-plugin-integrated-registry-common';
import {
  isRegistryError,
  MintedPullCredential,
  RegistryClient,
} from 'backstage-plugin-integrated-registry-node';
import { randomBytes } from 'node:crypto';
import { IntegrationConnector, pullFailureWith } from '../../connections';
import { CredentialCipher, CredentialError } from '../../credentials';
import { StoredIntegration } from '../../model';
import { ProviderRegistry } from '../../providers';
import { pullBinding } from '../pullCredentials';
import {
  DatabaseMintedCredentialStore,
  MintConnection,
  MintScope,
  StoredMintedCredential,
} from '../pullCredentials/DatabaseMintedCredentialStore';

export interface CredentialMinterOptions {
  minted: DatabaseMintedCredentialStore;
  providers: ProviderRegistry;
  connector: IntegrationConnector;
  cipher: CredentialCipher;
  /**
   * The projects of an integration that are known.
   *
   * @param options - `listed`: only those that the registry shows at present
   */
  projects(
    integrationId: string,
    options?: { listed: boolean },
  ): Promise<string[]>;
  /** How long a minted credential is valid, in days. */
  mintedDays: number;
}

/** Makes pull credentials in registries, and ends them. */
export class CredentialMinter {
  readonly #options: CredentialMinterOptions;

  constructor(options: CredentialMinterOptions) {
    this.#options = options;
  }

  /** Can the registry of an integration mint for a workspace, and for what? */
  mintsFor(
    { type, workspace: owner }: StoredIntegration,
    workspace: string,
  ): 'projects' | 'group' | undefined {
    const { capabilities, mintsForGroup } = this.#options.providers.get(type);
    if (!capabilities?.includes('mintPullCredential')) {
      return undefined;
    }
    if (!mintsForGroup) {
      return 'projects';
    }
    // Any group could be named, also one with more rights than the integration shows to others.
    return owner === workspace ? 'group' : undefined;
  }

  /** What a credential made now may pull. */
  async scope(
    integration: StoredIntegration,
    group: string | undefined,
  ): Promise<MintScope> {
    if (group !== undefined) {
      return { projects: [], group };
    }
    // A project that is gone, or hidden, would keep a registry from making one for the others.
    const projects = await this.#options.projects(integration.id, {
      listed: true,
    });
    return { projects };
  }

  /**
   * Does a scope do in the place of another one? It may still have projects that the registry does not
   * show at present.
   */
  async covers(
    scope: MintScope,
    wanted: MintScope,
    { id }: StoredIntegration,
  ): Promise<boolean> {
    const known = await this.#options.projects(id);
    return (
      scope.group === wanted.group &&
      wanted.projects.every(project => scope.projects.includes(project)) &&
      scope.projects.every(project => known.includes(project))
    );
  }

  /**
   * Makes a credential, proves it by a pull, and has it used from then on. Whatever goes wrong, what was
   * made in the registry is written down, and gets revoked.
   *
   * @returns why there is none
   */
  async mint(
    integration: StoredIntegration,
    workspace: string,
    { scope, signal }: { scope: MintScope; signal: AbortSignal },
  ): Promise<Text | undefined> {
    const { minted, connector, mintedDays } = this.#options;
    const { id: integrationId, name: title } = integration;
    let client: RegistryClient;
    try {
      client = await connector.get(integration);
    } catch (error) {
      if (error instanceof CredentialError) {
        return error.reason;
      }
      throw error;
    }
    const make = client.mintPullCredential?.bind(client);
    if (!make) {
      return message('MINT_UNSUPPORTED', { integration: title });
    }
    if (scope.group === undefined && scope.projects.length === 0) {
      return message('MINT_WITHOUT_PROJECTS', { integration: title });
    }
    const name = mintedName(workspace);
    await minted.begin({
      name,
      integrationId,
      workspace,
      connection: connectionOf(integration),
      scope,
      createdAt: new Date().toISOString(),
    });
    let failure: Text | undefined;
    try {
      const made = await make({ ...scope, name, days: mintedDays, signal });
      failure =
        (await this.#unproven(integration, made, signal)) ??
        (await this.#use(name, made, { integration, workspace }));
    } catch (error) {
      failure = textOf(error, signal);
      if (!failure) {
        await minted.retire(name, new Date());
        throw error;
      }
    }
    if (failure) {
      await minted.retire(name, new Date());
    }
    return failure;
  }

  async #unproven(
    integration: StoredIntegration,
    credential: MintedPullCredential,
    signal: AbortSignal,
  ): Promise<Text | undefined> {
    const { connector } = this.#options;
    const reason = await pullFailureWith(integration, credential, {
      connector,
      signal,
    });
    return reason && message('MINTED_UNPROVEN', { reason });
  }

  async #use(
    name: string,
    { username, password, expiresAt }: MintedPullCredential,
    {
      integration,
      workspace,
    }: { integration: StoredIntegration; workspace: string },
  ): Promise<Text | undefined> {
    const { minted, cipher } = this.#options;
    const binding = pullBinding(integration, workspace, username);
    const encrypted = cipher.encrypt(binding, password);
    return (await minted.ready(name, { username, encrypted, expiresAt }))
      ? undefined
      : message('MINT_TOO_SLOW');
  }

  /** @throws RegistryError, CredentialError */
  async revoke(
    { name, connection }: StoredMintedCredential,
    signal: AbortSignal,
  ): Promise<void> {
    const { connector, cipher } = this.#options;
    const { username = '', encryptedCredential } = connection;
    const opened = connector.open(
      connection,
      encryptedCredential && {
        username,
        password: cipher.decrypt(connection, encryptedCredential),
      },
    );
    try {
      await opened.client.revokePullCredential?.(name, { signal });
    } finally {
      opened.close();
    }
  }
}

/** What has to be known of an integration to reach its registry without it. */
export function connectionOf({
  id,
  type,
  url,
  imageHost,
  username,
  tls,
  repositories,
  repositoryFilter,
  encryptedCredential,
}: StoredIntegration): MintConnection {
  return {
    id,
    type,
    url,
    imageHost,
    tls,
    repositories,
    repositoryFilter,
    ...(username !== undefined && { username }),
    ...(encryptedCredential && { encryptedCredential }),
  };
}

/** Says in the registry whose it is, and is never used again. */
function mintedName(workspace: string): string {
  const title = workspace
    .slice(workspace.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-|-$/g, '');
  const random = randomBytes(6).toString('hex');
  return ['integrated-registry', title, random].filter(Boolean).join('-');
}

function textOf(error: unknown, signal: AbortSignal): Text | undefined {
  if (isRegistryError(error)) {
    return messageIn(error);
  }
  const isLate =
    signal.aborted &&
    error === signal.reason &&
    (error as Error).name === 'TimeoutError';
  return isLate ? message('MINT_TOO_SLOW') : undefined;
}
