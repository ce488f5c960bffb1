import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  ClusterError,
  isClusterError,
} from 'backstage-plugin-integrated-registry-node';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Audit } from '../../access';
import { CredentialCipher } from '../../credentials';
import { DatabaseBindingStore, StoredBinding } from '../bindings';
import { PullSecretTargets, takesManifests } from '../PullSecretTargets';
import { auditedWrites } from './auditedWrites';
import { compareManifest, HandOut } from './compareManifest';
import { compareSecret, knownOf } from './compareSecret';
import { Compared } from './Comparison';
import { nextLook } from './nextLook';
import { clusterTrouble, noSuchCluster, tooSlow, Trouble } from './problems';
import { PullInputs, PullPlanner } from './PullPlanner';
import { wantedContent } from './wantedContent';

/** The most bindings of one cluster that are looked after at the same time. */
const AT_ONCE = 4;
/** One look, in milliseconds; who holds a binding for longer has died. */
const LOOK_MS = 45_000;
const HOLD_MS = 60_000;
/** A cluster that takes longer keeps nobody from looking at the others again, in milliseconds. */
const ROUND_MS = 4_000;
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
  /** Why the cluster is not asked. */
  silent?: ClusterError;
  /** Where the cluster takes manifests. */
  handOut?: HandOut;
}

/** What came of a look. */
interface Looked {
  /** Why the cluster did not answer. */
  silent?: ClusterError;
  /** What is handed out. */
  manifest?: string;
}

/**
 * Keeps pull secrets as they have to be: compares what is wanted with what each cluster has, at every
 * change of what goes into them, regularly, and on request. A Secret that is right is not written.
 */
export class PullSecretReconciler {
  readonly #options: ReconcilerOptions;
  readonly #closing = new AbortController();
  readonly #begun = new Set<Promise<unknown>>();
  /** Clusters whose due bindings this replica is working on. */
  readonly #busy = new Set<string>();

  constructor(options: ReconcilerOptions) {
    this.#options = options;
  }

  /** Looks after every binding that has changed or whose time has come. */
  async look(): Promise<void> {
    const { bindings, planner } = this.#options;
    const all = await bindings.list();
    if (all.length === 0) {
      return;
    }
    const inputs = await planner.read();
    const fingerprints = new Map<string, string>();
    const fingerprintOf = (workspace: string) => {
      const found =
        fingerprints.get(workspace) ?? planner.fingerprint(workspace, inputs);
      fingerprints.set(workspace, found);
      return found;
    };
    const due = all.filter(
      binding =>
        binding.dueAt <= inputs.now.toISOString() ||
        binding.inputsHash !==
          planner.inputsHash(
            binding,
            fingerprintOf(binding.workspace),
            inputs.now,
          ),
    );
    const clusters = new Set(due.map(({ cluster }) => cluster));
    const round = [...clusters]
      .filter(cluster => !this.#busy.has(cluster))
      .map(async cluster => {
        this.#busy.add(cluster);
        await this.#lookAfterCluster(due, cluster).finally(() =>
          this.#busy.delete(cluster),
        );
      });
    await Promise.race([
      this.#track(Promise.all(round)),
      sleep(ROUND_MS, undefined, { ref: false }),
    ]);
  }

  /** Looks after bindings now, and waits for nothing; who holds one looks at it again. */
  begin(bindings: readonly StoredBinding[]): void {
    const clusters = new Set(bindings.map(({ cluster }) => cluster));
    for (const cluster of clusters) {
      this.#track(this.#lookAfterCluster(bindings, cluster));
    }
  }

  /**
   * Looks after a binding now, as soon as nobody else does.
   *
   * @param look - `takeOver`: also what somebody else has changed
   * @returns as it stands then, undefined where it is gone; and what is handed out
   */
  async lookAfter(
    id: string,
    look: Pick<Look, 'takeOver' | 'handOut'>,
  ): Promise<{ binding: StoredBinding | undefined; manifest?: string }> {
    const { signal } = this.#closing;
    let looked: Looked | undefined;
    for (let tries = 0; tries < HELD_TRIES && !signal.aborted; tries++) {
      looked = await this.#holdAndLook(id, look);
      if (looked) {
        break;
      }
      await sleep(HELD_PAUSE_MS);
    }
    const binding = await this.#options.bindings.get(id);
    return { binding, manifest: looked?.manifest };
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('The portal is shutting down'));
    await Promise.allSettled(this.#begun);
  }

  #track<T>(work: Promise<T>): Promise<T> {
    const tracked = work.finally(() => this.#begun.delete(tracked));
    this.#begun.add(tracked);
    return tracked;
  }

  /** Looks after those of one cluster, a few at a time; rejects never. */
  async #lookAfterCluster(
    bindings: readonly StoredBinding[],
    cluster: string,
  ): Promise<void> {
    const waiting = bindings.filter(binding => binding.cluster === cluster);
    const { signal } = this.#closing;
    // A cluster that does not answer one binding is not asked about the others.
    let silent: ClusterError | undefined;
    const work = async () => {
      for (;;) {
        const next = waiting.shift();
        if (!next || signal.aborted) {
          return;
        }
        try {
          const looked = await this.#holdAndLook(next.id, { silent });
          silent ??= looked?.silent;
        } catch (error) {
          this.#warn(next.id, error);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  #warn(id: string, error: unknown): void {
    if (!this.#closing.signal.aborted) {
      const text = isError(error) ? error.message : 'unknown error';
      this.#options.logger.warn(
        `Looking after the namespace binding ${id} failed: ${text}`,
      );
    }
  }

  /** @returns undefined where somebody else holds the binding */
  async #holdAndLook(id: string, look: Look): Promise<Looked | undefined> {
    const { bindings } = this.#options;
    const by = randomUUID();
    const now = new Date();
    const binding = await bindings.hold(id, by, {
      now,
      until: new Date(now.getTime() + HOLD_MS),
    });
    if (!binding) {
      return (await bindings.get(id)) ? undefined : {};
    }
    try {
      return await this.#lookAt(binding, by, look);
    } catch (error) {
      await bindings.letGo(id, by);
      throw error;
    }
  }

  async #lookAt(
    binding: StoredBinding,
    by: string,
    look: Look,
  ): Promise<Looked> {
    const { bindings, planner, intervalMs } = this.#options;
    const { id, workspace } = binding;
    // Read while it is held: what another has just written is not overwritten with what was before.
    const inputs = await planner.read(workspace);
    const { compared, error, manifest } = await this.#compare(
      binding,
      inputs,
      look,
    );
    const isTrouble = 'problem' in compared && compared.state !== 'manifest';
    if (binding.removingSince !== undefined && !isTrouble) {
      await bindings.remove(id, by);
      return {};
    }
    const now = new Date();
    const attempts = isTrouble ? binding.attempts + 1 : 0;
    await bindings.settle(id, by, {
      standing: {
        ...compared,
        since:
          compared.state === binding.state ? binding.since : now.toISOString(),
        checkedAt: error ? binding.checkedAt : now.toISOString(),
      },
      inputsHash: planner.inputsHash(
        binding,
        planner.fingerprint(workspace, inputs),
        inputs.now,
      ),
      dueUnless: binding.dueAt,
      dueAt: nextLook(now, { attempts, intervalMs, error }),
      attempts,
    });
    const isSilent = error?.code === 'UNREACHABLE' || error?.code === 'BUSY';
    return isSilent ? { silent: error } : { manifest };
  }

  async #compare(
    binding: StoredBinding,
    inputs: PullInputs,
    { takeOver = false, silent, handOut }: Look,
  ): Promise<{ compared: Compared; error?: ClusterError; manifest?: string }> {
    const { targets, secretName, planner, audit } = this.#options;
    const target = targets.get(binding.cluster);
    if (!target) {
      return { compared: { ...knownOf(binding), ...noSuchCluster(binding) } };
    }
    const inTime = AbortSignal.timeout(LOOK_MS);
    try {
      if (silent) {
        throw silent;
      }
      const options = {
        ...this.#options,
        gone: planner.isPastGrace(binding.suspendedSince, inputs.now),
        wanted: await wantedContent(binding, inputs, this.#options),
        signal: AbortSignal.any([this.#closing.signal, inTime]),
      };
      if (takesManifests(target)) {
        return await compareManifest(binding, { ...options, target, handOut });
      }
      const write = auditedWrites(binding, audit);
      return {
        compared: await compareSecret(binding, {
          ...options,
          target,
          takeOver,
          write,
        }),
      };
    } catch (cause) {
      const isLate = inTime.aborted && !this.#closing.signal.aborted;
      const error = isLate ? tooSlow(LOOK_MS) : cause;
      if (!isClusterError(error)) {
        throw error;
      }
      const trouble: Trouble = clusterTrouble(binding, secretName, error);
      return { compared: { ...knownOf(binding), ...trouble }, error };
    }
  }
}
