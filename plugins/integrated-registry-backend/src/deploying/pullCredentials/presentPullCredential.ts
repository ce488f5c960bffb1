import {
  message,
  Message,
  PullCredential,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { CredentialCipher, credentialStateOf } from '../../credentials';
import { StoredIntegration } from '../../model';
import { StoredMintedCredential } from './DatabaseMintedCredentialStore';
import { PullLoginProblem } from './CredentialSource';
import { StoredPullCredential } from './DatabasePullCredentialStore';
import { pullBinding } from './pullBinding';

export interface PresentPullCredentialOptions {
  /** Entity ref. */
  workspace: string;
  decision: StoredPullCredential | undefined;
  /** The one that is used, where the portal makes them. */
  minted: StoredMintedCredential | undefined;
  problem: PullLoginProblem | undefined;
  mintsFor: PullCredential['mintsFor'];
  canDecide: boolean;
  cipher: CredentialCipher;
  /** How many days ahead of its end a password is warned about. */
  expiryWarningDays: number;
}

/** Without the password, and for those who do not decide without the user name. */
export function presentPullCredential(
  integration: StoredIntegration,
  options: PresentPullCredentialOptions,
): PullCredential {
  const { workspace, decision, problem, canDecide, mintsFor } = options;
  const { id, name, type, imageHost, hasCredential } = integration;
  const refused = whyNotOwn(integration, workspace);
  return {
    integration: id,
    name,
    type,
    imageHost,
    shared: integration.workspace !== workspace,
    source: decision?.source ?? 'none',
    needed: hasCredential,
    ...(problem && { problem: worded(problem) }),
    canDecide,
    ...(canDecide && mintsFor && { mintsFor }),
    ...(canDecide &&
      refused && {
        ownRefused: worded({
          message: refused,
          remedy: message('ENTER_SEPARATE_CREDENTIAL'),
        }),
      }),
    ...(decision && {
      decidedAt: decision.decidedAt,
      ...(canDecide && {
        decidedBy: decision.decidedBy,
        ...(decision.group !== undefined && { group: decision.group }),
      }),
      ...presentLogin(integration, options),
    }),
  };
}

/** Why the integration's own credential does not go out. */
export function whyNotOwn(
  integration: StoredIntegration,
  workspace: string,
): Message | undefined {
  if (integration.workspace !== workspace) {
    return message('OWN_REFUSED_SHARED');
  }
  return integration.hasCredential ? undefined : message('OWN_REFUSED_NONE');
}

function presentLogin(
  integration: StoredIntegration,
  {
    workspace,
    decision,
    minted,
    canDecide,
    cipher,
    expiryWarningDays,
  }: PresentPullCredentialOptions,
): Partial<PullCredential> {
  const isMinted = decision?.source === 'minted';
  const { username, encrypted, expiresAt } =
    (isMinted ? minted : decision) ?? {};
  if (username === undefined) {
    return {};
  }
  const state = credentialStateOf(
    {
      ...pullBinding(integration, workspace, username),
      encryptedCredential: encrypted,
      // The portal renews its own in time, and says where it cannot.
      ...(expiresAt !== undefined &&
        !isMinted && { credentialExpiresAt: new Date(expiresAt) }),
    },
    cipher,
    expiryWarningDays,
  );
  return {
    ...(canDecide && { username }),
    ...(state && { state }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
