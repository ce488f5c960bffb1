import {
  PullSecretTarget,
  PullSecretTargetsExtensionPoint,
} from 'backstage-plugin-integrated-registry-node';

/** The clusters that backend modules have added. */
export class PullSecretTargets implements PullSecretTargetsExtensionPoint {
  readonly #targets = new Map<string, PullSecretTarget>();

  addTarget(...targets: PullSecretTarget[]): void {
    for (const target of targets) {
      if (this.#targets.has(target.cluster)) {
        throw new Error(
          `There is a cluster ${JSON.stringify(target.cluster)} already`,
        );
      }
      this.#targets.set(target.cluster, target);
    }
  }

  get(cluster: string): PullSecretTarget | undefined {
    return this.#targets.get(cluster);
  }

  /** Names of the clusters, in order. */
  get names(): string[] {
    return [...this.#targets.keys()].sort();
  }

  close(): void {
    for (const target of this.#targets.values()) {
      target.close();
    }
  }
}
