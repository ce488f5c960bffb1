import {
  message,
  PullCredentialSource,
} from 'backstage-plugin-integrated-registry-common';
import { CredentialCipher, CredentialError } from '../../credentials';
import { StoredIntegration } from '../../model';
import { StoredMintedCredential } from './DatabaseMintedCredentialStore';
import {
  CredentialSource,
  NoPullLogin,
  PullLogin,
  PullLoginProblem,
} from './CredentialSource';
import {
  MintFailure,
  StoredPullCredential,
} from './DatabasePullCredentialStore';
import { pullBinding } from './pullBinding';

const sharedOwn: PullLoginProblem = {
  message: message('OWN_REFUSED_SHARED'),
  remedy: message('ENTER_SEPARATE_CREDENTIAL'),
};

export interface CredentialSourcesOptions {
  cipher: CredentialCipher;
  /** The decision that holds; the sources are made for it. */
  decision: StoredPullCredential;
  /** The one that the portal has made, where there is one. */
  minted?: StoredMintedCredential;
}

/** The source that a workspace has decided on; undefined where nothing is to go out. */
export function credentialSourceOf({
  cipher,
  decision,
  minted,
}: CredentialSourcesOptions): CredentialSource | undefined {
  const sources: Record<
    Exclude<PullCredentialSource, 'none'>,
    CredentialSource
  > = {
    separate: {
      get: (integration, { workspace }) =>
        readEntered(integration, workspace, decision, cipher),
    },
    minted: {
      async get(integration, { workspace }) {
        const remedy = message('MINT_TRIED_AGAIN');
        if (!minted) {
          return { problem: notMinted(integration, decision) };
        }
        const login = await readEntered(integration, workspace, minted, cipher);
        return 'problem' in login
          ? { ...login, problem: { ...login.problem, remedy } }
          : login;
      },
    },
    own: {
      async get(integration, { workspace }) {
        if (integration.workspace !== workspace) {
          return { problem: sharedOwn };
        }
        const { encryptedCredential, username = '' } = integration;
        const { credentialExpiresAt } = integration;
        return reading(integration, () => ({
          username,
          password:
            encryptedCredential &&
            cipher.decrypt(integration, encryptedCredential),
          ...(credentialExpiresAt && { expiresAt: credentialExpiresAt }),
        }));
      },
    },
  };
  return decision.source === 'none' ? undefined : sources[decision.source];
}

async function readEntered(
  integration: StoredIntegration,
  workspace: string,
  {
    username = '',
    encrypted,
    expiresAt,
  }: Pick<StoredPullCredential, 'username' | 'encrypted' | 'expiresAt'>,
  cipher: CredentialCipher,
): Promise<PullLogin | NoPullLogin> {
  const binding = pullBinding(integration, workspace, username);
  return reading(integration, () => ({
    username,
    password: encrypted && cipher.decrypt(binding, encrypted),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
  }));
}

function notMinted(
  integration: StoredIntegration,
  { mintFailure }: StoredPullCredential,
): PullLoginProblem {
  return mintFailure
    ? mintFailed(integration, mintFailure)
    : {
        message: message('MINT_PENDING', { integration: integration.name }),
        remedy: message('MINT_TRIED_AGAIN'),
      };
}

export function mintFailed(
  { name }: StoredIntegration,
  { reason }: MintFailure,
): PullLoginProblem {
  return {
    message: message('MINT_FAILED', { integration: name, reason }),
    remedy: message('MINT_TRIED_AGAIN'),
  };
}

function reading(
  { name }: StoredIntegration,
  read: () => Omit<PullLogin, 'password'> & { password?: string },
): PullLogin | NoPullLogin {
  try {
    const { password, ...login } = read();
    return password === undefined
      ? {
          problem: {
            message: message('OWN_REFUSED_NONE'),
            remedy: message('ENTER_SEPARATE_CREDENTIAL'),
          },
        }
      : { ...login, password };
  } catch (error) {
    if (!(error instanceof CredentialError)) {
      throw error;
    }
    return {
      problem: {
        message: message('PULL_CREDENTIAL_UNREADABLE', { integration: name }),
        remedy: message('PULL_CREDENTIAL_ENTER_AGAIN'),
      },
      unreadable: true,
    };
  }
}
