import { StoredIntegration } from '../../model';
import { StoredBinding } from '../bindings';
import { PullInputs } from '../reconcile/PullPlanner';
import { StoredMintedCredential } from '../pullCredentials/DatabaseMintedCredentialStore';

/** Who is still making one after this has died. */
const MINTING_MS = 120_000;
/** The share of its life after which it is renewed. */
const RENEW_AFTER = 2 / 3;
/** However short a registry makes its life, it is not renewed before. */
const YOUNG_MS = 600_000;
/** What fails is tried again after the first, and less and less often. */
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** All that is known of minted credentials at one moment. */
export interface Known extends PullInputs {
  credentials: readonly StoredMintedCredential[];
  bindings: readonly StoredBinding[];
}

export function integrationOf(
  { integrationId }: StoredMintedCredential,
  { integrations }: Known,
): StoredIntegration | undefined {
  return integrations.find(({ id }) => id === integrationId);
}

export type Pair = Pick<StoredMintedCredential, 'integrationId' | 'workspace'>;

export function isSamePair(a: Pair, b: Pair): boolean {
  return a.integrationId === b.integrationId && a.workspace === b.workspace;
}

/** As it comes back from the database. */
export function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** The newest one that works. */
export function currentOf(
  pair: Pair,
  { credentials }: Known,
): StoredMintedCredential | undefined {
  return credentials.find(
    each => each.state === 'ready' && isSamePair(each, pair),
  );
}

export function isFresh(
  { createdAt }: StoredMintedCredential,
  now: Date,
): boolean {
  return now.getTime() - Date.parse(createdAt) < MINTING_MS;
}

export function isYoung(
  { createdAt }: StoredMintedCredential,
  now: Date,
): boolean {
  return now.getTime() - Date.parse(createdAt) < YOUNG_MS;
}

export function isBeingMinted(
  pair: Pair,
  { credentials, now }: Known,
): boolean {
  return credentials.some(
    each =>
      each.state === 'minting' && isSamePair(each, pair) && isFresh(each, now),
  );
}

export function isAging(
  { createdAt, expiresAt }: StoredMintedCredential,
  now: Date,
): boolean {
  if (expiresAt === undefined) {
    return false;
  }
  const made = Date.parse(createdAt);
  const life = Date.parse(expiresAt) - made;
  return now.getTime() >= made + life * RENEW_AFTER;
}

export function later(now: Date, attempts: number): Date {
  const pause = Math.min(
    FIRST_PAUSE_MS * 2 ** (attempts - 1),
    LONGEST_PAUSE_MS,
  );
  return new Date(now.getTime() + pause);
}
