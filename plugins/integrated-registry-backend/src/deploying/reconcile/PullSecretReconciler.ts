import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  ClusterError,
  isClusterError,
} from 'backstage-plugin-integrated-registry-node';
import { createHash, randomUUID } from 'node:crypto';
import { Audit } from '../../access';
import { CredentialCipher } from '../../credentials';
import {
  DatabaseBindingStore,
  PullSecretStanding,
  StoredBinding,
} from '../bindings';
import { PullSecretTargets } from '../PullSecretTargets';
import { auditedWrites } from './auditedWrites';
import { Compared, compareSecret, knownOf } from './compareSecret';
import { nextLook } from './nextLook';
import { clusterTrouble, noSuchCluster, Trouble } from './problems';
import { PullInputs, PullPlanner } from './PullPlanner';
import { wantedContent } from './wantedContent';

/** The most bindings of one cluster that are looked after at the same time. */
const AT_ONCE = 4;
/** One look, in milliseconds; who holds a binding for longer has died. */
const LOOK_MS = 45_000;
const HOLD_MS = 60_000;
/** How often, and how long in between, somebody waits for a binding that another holds. */
const HELD_TRIES = 20;
const HELD_PAUSE_MS = 250;

export interface ReconcilerOptions {
  bindings: DatabaseBindingStore;
  planner: PullPlanner;
  targets: PullSecretTargets;
  cipher: CredentialCipher;
  audit: Audit;
  logger: LoggerService;
  /** Name of the Secrets. */
  secretName: string;
  /** After how long a Secret that is in place is compared again, in milliseconds. */
  intervalMs: number;
}

interface Look {
  /** Also what somebody else has changed. */
  takeOver?: boolean;
  signal: AbortSignal;
}

/**
 * Keeps pull secrets as they have to be: compares what is wanted with what each cluster has, at every
 * change of what goes into them, regularly, and on request. A Secret that is right is not written.
 */
export class PullSecretReconciler {
  readonly #options: ReconcilerOptions;
  readonly #closing = new AbortController();
  readonly #begun = new Set<Promise<unknown>>();

  constructor(options: ReconcilerOptions) {
    this.#options = options;
  }

  /** Looks after every binding that has changed or whose time has come. */
  async look(signal: AbortSignal): Promise<void> {
    const { bindings, planner } = this.#options;
    const all = await bindings.list();
    if (all.length === 0) {
      return;
    }
    const inputs = await planner.read();
    const due = all.filter(
      binding =>
        binding.dueAt <= inputs.now.toISOString() ||
        binding.inputsHash !== this.#inputsHash(binding, inputs),
    );
    const clusters = new Set(due.map(({ cluster }) => cluster));
    await Promise.all(
      [...clusters].map(cluster =>
        this.#lookAfterCluster(
          due.filter(binding => binding.cluster === cluster),
          inputs,
          signal,
        ),
      ),
    );
  }

  /** Looks after a binding now, and waits for nothing. */
  begin(id: string): void {
    const look = this.lookAfter(id)
      .catch(error =>
        this.#options.logger.warn(
          `Looking after the namespace binding ${id} failed: ${textOf(error)}`,
        ),
      )
      .finally(() => this.#begun.delete(look));
    this.#begun.add(look);
  }

  /**
   * Looks after a binding now.
   *
   * @returns as it stands then; undefined where it is gone
   */
  async lookAfter(
    id: string,
    { takeOver = false }: Pick<Look, 'takeOver'> = {},
  ): Promise<StoredBinding | undefined> {
    const { bindings, planner } = this.#options;
    const found = await bindings.get(id);
    if (!found) {
      return undefined;
    }
    const inputs = await planner.read([found.workspace]);
    const look = { takeOver, signal: this.#closing.signal };
    for (let tries = 0; tries < HELD_TRIES; tries++) {
      const looked = await this.#holdAndLook(id, inputs, look);
      if (looked || look.signal.aborted) {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, HELD_PAUSE_MS));
    }
    return bindings.get(id);
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('The portal is shutting down'));
    await Promise.all(this.#begun);
  }

  async #lookAfterCluster(
    waiting: StoredBinding[],
    inputs: PullInputs,
    outer: AbortSignal,
  ): Promise<void> {
    const signal = AbortSignal.any([outer, this.#closing.signal]);
    // A cluster that does not answer one binding is not asked about the others.
    let silent: ClusterError | undefined;
    const work = async () => {
      for (;;) {
        const next = waiting.shift();
        if (!next || signal.aborted) {
          return;
        }
        try {
          const error = await this.#holdAndLook(
            next.id,
            inputs,
            { signal },
            silent,
          );
          silent ??= isClusterError(error) ? error : undefined;
        } catch (error) {
          this.#options.logger.warn(
            `Looking after the namespace binding ${next.id} failed: ${textOf(
              error,
            )}`,
          );
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /**
   * @param silent - why the cluster is not asked
   * @returns undefined where somebody else holds the binding; why the cluster did not answer; true
   */
  async #holdAndLook(
    id: string,
    inputs: PullInputs,
    look: Look,
    silent?: ClusterError,
  ): Promise<true | ClusterError | undefined> {
    const { bindings } = this.#options;
    const by = randomUUID();
    const now = new Date();
    const binding = await bindings.hold(id, by, {
      now,
      until: new Date(now.getTime() + HOLD_MS),
    });
    if (!binding) {
      return (await bindings.get(id)) ? undefined : true;
    }
    try {
      return await this.#lookAt(binding, by, inputs, look, silent);
    } catch (error) {
      await bindings.letGo(id, by);
      throw error;
    }
  }

  async #lookAt(
    binding: StoredBinding,
    by: string,
    inputs: PullInputs,
    look: Look,
    silent: ClusterError | undefined,
  ): Promise<true | ClusterError> {
    const { bindings, intervalMs } = this.#options;
    const { compared, error } = await this.#compare(
      binding,
      inputs,
      look,
      silent,
    );
    if (binding.removingSince !== undefined && !('problem' in compared)) {
      await bindings.remove(binding.id);
      return true;
    }
    const now = new Date();
    const attempts = 'problem' in compared ? binding.attempts + 1 : 0;
    const standing: PullSecretStanding = {
      ...compared,
      since:
        compared.state === binding.state ? binding.since : now.toISOString(),
      checkedAt: error ? binding.checkedAt : now.toISOString(),
    };
    await bindings.settle(binding.id, by, {
      standing,
      inputsHash: this.#inputsHash(binding, inputs),
      dueUnless: binding.dueAt,
      dueAt: nextLook(now, { attempts, intervalMs, error }),
      attempts,
    });
    return isSilent(error) ? error : true;
  }

  async #compare(
    binding: StoredBinding,
    inputs: PullInputs,
    { takeOver = false, signal }: Look,
    silent: ClusterError | undefined,
  ): Promise<{ compared: Compared; error?: ClusterError }> {
    const { targets, secretName, planner, audit } = this.#options;
    const target = targets.get(binding.cluster);
    if (!target) {
      return { compared: { ...knownOf(binding), ...noSuchCluster(binding) } };
    }
    try {
      if (silent) {
        throw silent;
      }
      return {
        compared: await compareSecret(binding, {
          target,
          secretName,
          takeOver,
          gone: planner.isPastGrace(binding.suspendedSince, inputs.now),
          wanted: await wantedContent(binding, inputs, this.#options),
          signal: AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]),
          write: auditedWrites(binding, audit),
        }),
      };
    } catch (error) {
      if (!isClusterError(error)) {
        throw error;
      }
      const trouble: Trouble = clusterTrouble(binding, secretName, error);
      return { compared: { ...knownOf(binding), ...trouble }, error };
    }
  }

  /** Of all that decides what a binding's Secret is. */
  #inputsHash(binding: StoredBinding, inputs: PullInputs): string {
    const { planner, secretName } = this.#options;
    return createHash('sha256')
      .update(
        JSON.stringify([
          secretName,
          binding.workspace,
          binding.serviceAccounts,
          binding.removingSince,
          planner.isPastGrace(binding.suspendedSince, inputs.now),
          planner.fingerprint(binding.workspace, inputs),
        ]),
      )
      .digest('hex');
  }
}

function isSilent(error: ClusterError | undefined): error is ClusterError {
  return error?.code === 'UNREACHABLE' || error?.code === 'BUSY';
}

function textOf(error: unknown): string {
  return isError(error) ? error.message : 'unknown error';
}
