import {
  PullManifestTarget,
  PullSecretTarget,
  PullSecretTargetsExtensionPoint,
} from 'backstage-plugin-integrated-registry-node';

/** A cluster that is written to, or that manifests are made for. */
type Target = PullSecretTarget | PullManifestTarget;

/** The clusters that backend modules have added. */
export class PullSecretTargets implements PullSecretTargetsExtensionPoint {
  readonly #targets = new Map<string, Target>();

  addTarget(...targets: Target[]): void {
    for (const target of targets) {
      if (this.#targets.has(target.cluster)) {
        throw new Error(
          `There is a cluster ${JSON.stringify(target.cluster)} already`,
        );
      }
      this.#targets.set(target.cluster, target);
    }
  }

  get(cluster: string): Target | undefined {
    return this.#targets.get(cluster);
  }

  /** Names of the clusters, in order. */
  get names(): string[] {
    return [...this.#targets.keys()].sort();
  }

  /** Those of them that nothing is written to. */
  get manifestNames(): string[] {
    return this.names.filter(name => this.takesManifests(name));
  }

  takesManifests(cluster: string): boolean {
    const target = this.#targets.get(cluster);
    return target !== undefined && takesManifests(target);
  }

  close(): void {
    for (const target of this.#targets.values()) {
      if (!takesManifests(target)) {
        target.close();
      }
    }
  }
}

export function takesManifests(target: Target): target is PullManifestTarget {
  return 'manifestKind' in target;
}
