/** @public */
export interface TargetCallOptions {
  signal: AbortSignal;
}

/** Where a pull secret is. @public */
export interface PullSecretPlace {
  namespace: string;
  /** Of the Secret. */
  name: string;
}

/** A pull secret as it has to be: a Secret of type `kubernetes.io/dockerconfigjson`. @public */
export interface WantedPullSecret extends PullSecretPlace {
  /**
   * The value of `.dockerconfigjson`, JSON. It holds passwords: a target sends it to its cluster, and
   * keeps, logs and repeats it nowhere.
   */
  dockerConfigJson: string;
  labels: { [key: string]: string };
}

/** What is known of a Secret without reading its content. @public */
export interface FoundPullSecret {
  uid: string;
  /** Changes with every change of the Secret. */
  resourceVersion: string;
  labels: { [key: string]: string };
  /** Has the portal written it? Others of the same name are neither changed nor removed. */
  ours: boolean;
}

/** @public */
export interface TargetNamespace {
  labels: { [key: string]: string };
  /** Is it being deleted? */
  terminating: boolean;
}

/**
 * A cluster that pull secrets are written to. Every method rejects with a `ClusterError`, or with the
 * signal's reason after an abort.
 *
 * @public
 */
export interface PullSecretTarget {
  /** Name of the cluster, as bindings call it; unique in the portal. */
  readonly cluster: string;

  /** @returns undefined where the cluster has no such namespace */
  getNamespace(
    name: string,
    options: TargetCallOptions,
  ): Promise<TargetNamespace | undefined>;

  /** Reads metadata only. */
  findSecret(
    place: PullSecretPlace,
    options: TargetCallOptions,
  ): Promise<FoundPullSecret | undefined>;

  /**
   * Creates the Secret, or changes what differs; writing what is there already changes nothing.
   *
   * @param options - `takeOver`: also fields that somebody else has changed, on an admin's word.
   * Without it they are a `ClusterError` with the code `DRIFTED`
   */
  applySecret(
    secret: WantedPullSecret,
    options: TargetCallOptions & { takeOver?: boolean },
  ): Promise<FoundPullSecret>;

  /** Removes exactly this Secret; does nothing where it is gone, or another has its name. */
  removeSecret(
    secret: PullSecretPlace & Pick<FoundPullSecret, 'uid'>,
    options: TargetCallOptions,
  ): Promise<void>;

  /**
   * Lets pods of a ServiceAccount use the Secret without naming it, or no longer. Entries of others
   * stay as they are.
   *
   * @returns whether anything was written
   */
  setLinked(
    link: PullSecretPlace & { serviceAccount: string; linked: boolean },
    options: TargetCallOptions,
  ): Promise<boolean>;

  /** What the cluster has to allow, as YAML for `kubectl apply`. */
  describeRole(
    place: PullSecretPlace & { serviceAccounts: readonly string[] },
  ): string;

  close(): void;
}
