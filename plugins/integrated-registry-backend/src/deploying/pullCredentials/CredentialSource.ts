import { Message } from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from '../../model';

/** What a client logs in with to pull. */
export interface PullLogin {
  username: string;
  password: string;
  /** When it expires, where that is known. */
  expiresAt?: Date;
}

/** Why there is no credential to pull with, and what to do. */
export interface PullLoginProblem {
  message: Message;
  remedy: Message;
}

/** There is no credential to pull with. */
export interface NoPullLogin {
  problem: PullLoginProblem;
  /** Is there one, and cannot be read any more? Where it is in a Secret already, it stays there. */
  unreadable?: boolean;
}

/** For whom, and for what a credential is needed. */
export interface CredentialPurpose {
  /** Entity ref of the workspace whose pods pull. */
  workspace: string;
}

/**
 * Where the credential comes from that pods pull with: what was entered, the integration's own, and
 * others to come, such as clouds and vaults.
 */
export interface CredentialSource {
  get(
    integration: StoredIntegration,
    purpose: CredentialPurpose,
  ): Promise<PullLogin | NoPullLogin>;
}
