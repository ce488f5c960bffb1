import { worded } from 'backstage-plugin-integrated-registry-common';
import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { isDeepStrictEqual } from 'node:util';
import { Audit } from '../../access';
import { CredentialCipher } from '../../credentials';
import { StoredIntegration } from '../../model';
import { DatabaseBindingStore } from '../bindings';
import {
  DatabasePullCredentialStore,
  pullBinding,
  StoredPullCredential,
} from '../pullCredentials';
import { PullPlanner } from '../reconcile/PullPlanner';
import { connectionOf, CredentialMinter } from './CredentialMinter';
import {
  DatabaseMintedCredentialStore,
  StoredMintedCredential,
} from '../pullCredentials/DatabaseMintedCredentialStore';
import {
  currentOf,
  integrationOf,
  isAging,
  isBeingMinted,
  isFresh,
  isSamePair,
  isYoung,
  Known,
  later,
  stored,
} from './known';

const DAY_MS = 86_400_000;
/** One registry, in milliseconds: to make one, or to end one. */
const CALL_MS = 30_000;
/** How long somebody tries to revoke one that does not expire, or beyond its end. */
const GIVE_UP_MS = 30 * DAY_MS;
/** Registries that are asked side by side. */
const AT_ONCE = 4;

export interface MintedCredentialsOptions {
  minted: DatabaseMintedCredentialStore;
  minter: CredentialMinter;
  decisions: DatabasePullCredentialStore;
  bindings: DatabaseBindingStore;
  planner: PullPlanner;
  cipher: CredentialCipher;
  audit: Audit;
  logger: LoggerService;
  /** How long a credential stays valid after another has taken its place, in milliseconds. */
  mintedGraceMs: number;
}

/**
 * Keeps the credentials that the portal makes: renews them in time, and revokes what is no longer
 * wanted, as soon as no pull secret holds it. Whatever it is interrupted in, the next look goes on.
 */
export class MintedCredentials {
  readonly #options: MintedCredentialsOptions;
  readonly #closing = new AbortController();
  #looking: Promise<void> = Promise.resolve();

  constructor(options: MintedCredentialsOptions) {
    this.#options = options;
  }

  /** Does what is due. */
  look(): Promise<void> {
    this.#looking = this.#look();
    return this.#looking;
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('The portal is shutting down'));
    await Promise.allSettled([this.#looking]);
  }

  async #look(): Promise<void> {
    const { minted, decisions, bindings, planner } = this.#options;
    const credentials = await minted.list();
    const wanted = (await decisions.list()).filter(
      ({ source }) => source === 'minted',
    );
    if (credentials.length === 0 && wanted.length === 0) {
      return;
    }
    const known: Known = {
      ...(await planner.read()),
      credentials,
      bindings: await bindings.list(),
    };
    const waiting = [
      ...credentials.map(
        credential => () => this.#lookAfter(credential, known),
      ),
      ...wanted.map(decision => () => this.#renew(decision, known)),
    ];
    const work = async () => {
      for (;;) {
        const next = waiting.shift();
        if (!next || this.#closing.signal.aborted) {
          return;
        }
        await next().catch(error => this.#warn(error));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  #warn(error: unknown): void {
    if (!this.#closing.signal.aborted) {
      this.#options.logger.warn(
        `Looking after a minted pull credential failed: ${
          isError(error) ? error.message : 'unknown error'
        }`,
      );
    }
  }

  async #lookAfter(
    credential: StoredMintedCredential,
    known: Known,
  ): Promise<void> {
    const { minted, mintedGraceMs } = this.#options;
    const { name, state } = credential;
    const { now } = known;
    const integration = integrationOf(credential, known);
    if (integration) {
      await this.#reconnect(credential, integration);
    }
    if (state === 'retired') {
      await this.#revoke(credential, known);
    } else if (!integration) {
      await minted.retire(name, now);
    } else if (isFresh(credential, now)) {
      // Whoever makes it has not decided on it yet.
    } else if (state === 'minting' || !this.#isWanted(credential, known)) {
      await minted.retire(name, now);
    } else if (currentOf(credential, known)?.name !== name) {
      await minted.retire(name, new Date(now.getTime() + mintedGraceMs));
    }
  }

  /** Keeps the way to the registry, for when its integration is gone. */
  async #reconnect(
    { name, connection }: StoredMintedCredential,
    integration: StoredIntegration,
  ): Promise<void> {
    const now = connectionOf(integration);
    // At another address there is another registry.
    if (
      now.encryptedCredential &&
      now.url === connection.url &&
      !isDeepStrictEqual(stored(now), connection)
    ) {
      await this.#options.minted.reconnect(name, now);
    }
  }

  #isWanted(credential: StoredMintedCredential, known: Known): boolean {
    const { integrationId, workspace } = credential;
    const decision = known.decisions.find(each => isSamePair(each, credential));
    return (
      decision?.source === 'minted' &&
      this.#options.planner
        .usable(workspace, known)
        .some(({ id }) => id === integrationId)
    );
  }

  async #revoke(
    credential: StoredMintedCredential,
    known: Known,
  ): Promise<void> {
    const { minted, minter, audit } = this.#options;
    const { name, integrationId, workspace, attempts } = credential;
    const { now } = known;
    const end = new Date(credential.expiresAt ?? credential.createdAt);
    const isOver = credential.expiresAt !== undefined && end < now;
    if (
      (credential.dueAt ?? '') > now.toISOString() ||
      (!isOver && this.#mayBeHeld(credential, known))
    ) {
      return;
    }
    const event = {
      eventId: 'pull-credential-revoke',
      meta: { name, workspace, integrationId },
    };
    try {
      await minter.revoke(credential, this.#signal());
    } catch (error) {
      const isLast = now.getTime() > end.getTime() + GIVE_UP_MS;
      if (attempts === 0 || isLast) {
        await audit.failure(event, error, {});
      }
      await (isLast
        ? minted.remove(name)
        : minted.tryAgain(name, attempts + 1, later(now, attempts + 1)));
      return;
    }
    await audit.run(event, {}, () => minted.remove(name));
  }

  /** May a pull secret still hold it? */
  #mayBeHeld(
    { integrationId, workspace }: StoredMintedCredential,
    known: Known,
  ): boolean {
    const { planner } = this.#options;
    const fingerprint = planner.fingerprint(workspace, known);
    return known.bindings.some(
      binding =>
        binding.workspace === workspace &&
        binding.integrations.includes(integrationId) &&
        !(
          binding.state === 'inPlace' &&
          binding.inputsHash ===
            planner.inputsHash(binding, fingerprint, known.now)
        ),
    );
  }

  /** Makes the next one where it is time. */
  async #renew(decision: StoredPullCredential, known: Known): Promise<void> {
    const { minter, decisions, audit, planner } = this.#options;
    const { integrationId, workspace, group } = decision;
    const { now } = known;
    const integration = planner
      .usable(workspace, known)
      .find(({ id }) => id === integrationId);
    if (
      !integration ||
      integration.suspendedSince !== undefined ||
      (decision.mintFailure?.retryAt ?? '') > now.toISOString() ||
      isBeingMinted(decision, known)
    ) {
      return;
    }
    const current = currentOf(decision, known);
    if (current && isYoung(current, now)) {
      return;
    }
    const scope = await minter.scope(integration, group);
    if (
      current &&
      !isAging(current, now) &&
      this.#canBeRead(current, integration) &&
      (await minter.covers(current.scope, scope, integration))
    ) {
      return;
    }
    const failure = await minter.mint(integration, workspace, {
      scope,
      signal: this.#signal(),
    });
    const event = {
      eventId: 'pull-credential-mint',
      meta: { workspace, integrationId },
    };
    if (failure === undefined) {
      await audit.run(event, {}, () =>
        decisions.setMintFailure(decision, undefined),
      );
      return;
    }
    const { message: text } = worded({ message: failure });
    await audit.failure(event, new Error(text), {});
    const attempts = (decision.mintFailure?.attempts ?? 0) + 1;
    await decisions.setMintFailure(decision, {
      reason: failure,
      attempts,
      retryAt: later(now, attempts).toISOString(),
    });
  }

  #canBeRead(
    { encrypted, workspace, username = '' }: StoredMintedCredential,
    integration: StoredIntegration,
  ): boolean {
    return (
      encrypted !== undefined &&
      this.#options.cipher.canDecrypt(
        pullBinding(integration, workspace, username),
        encrypted,
      )
    );
  }

  #signal(): AbortSignal {
    return AbortSignal.any([
      this.#closing.signal,
      AbortSignal.timeout(CALL_MS),
    ]);
  }
}
