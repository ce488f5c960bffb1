import { KubernetesObject } from '../fields/KubernetesObject';
import { resources } from '../resources/resources';
import { decodeObject } from './decodeObject';
import { ObjectApi } from './ObjectApi';
import { ObjectStore } from './ObjectStore';
import { seconds } from './seconds';
import { Target } from './Target';

/** Who edits objects by hand in tests. */
const BY_HAND = 'kubectl-edit';

/** A Secret as the API gives it. */
export interface SecretObject extends KubernetesObject {
  type: string;
  /** Base64 by key. */
  data?: Record<string, string>;
}

/** What is in a cluster, to be read and changed by tests. No method asks an access rule. */
export class Cluster {
  protected readonly store = new ObjectStore();
  protected readonly api: ObjectApi;

  constructor(private readonly now: () => Date) {
    this.api = new ObjectApi(this.store, now);
  }

  /** Creates a namespace and, as Kubernetes does, its ServiceAccount `default`. */
  createNamespace(name: string, labels: Record<string, string> = {}): void {
    this.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: { 'kubernetes.io/metadata.name': name, ...labels },
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
    this.put({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: name },
    });
  }

  /** Deletes a namespace and all that is in it. */
  deleteNamespace(name: string): void {
    for (const resource of Object.keys(resources)) {
      for (const { metadata } of this.store.list(resource, name)) {
        this.store.delete(resource, name, metadata.name!);
      }
    }
    this.store.delete('namespaces', undefined, name);
  }

  /** A namespace begins to end: nothing can be created in it any longer. */
  terminate(name: string): void {
    const namespace = this.namespace(name);
    this.store.put(
      'namespaces',
      {
        ...namespace,
        metadata: {
          ...namespace.metadata,
          deletionTimestamp: seconds(this.now()),
        },
        status: { phase: 'Terminating' },
      },
      seconds(this.now()),
    );
  }

  /** @param value - undefined: the namespace has no such label any longer */
  setLabel(name: string, key: string, value: string | undefined): void {
    const namespace = this.namespace(name);
    const { [key]: _, ...labels } = namespace.metadata.labels ?? {};
    this.put({
      ...namespace,
      metadata: {
        ...namespace.metadata,
        labels: { ...labels, ...(value !== undefined && { [key]: value }) },
      },
    });
  }

  /** @throws StatusError 404 */
  namespace(name: string): KubernetesObject {
    return this.api.get(targetOf('namespaces', undefined, name));
  }

  secret(namespace: string, name: string): SecretObject | undefined {
    return this.store.get('secrets', namespace, name) as
      | SecretObject
      | undefined;
  }

  /** @param namespace - undefined: of all namespaces */
  secrets(namespace?: string): SecretObject[] {
    return this.store.list('secrets', namespace) as SecretObject[];
  }

  serviceAccount(
    namespace: string,
    name: string,
  ): KubernetesObject | undefined {
    return this.store.get('serviceaccounts', namespace, name);
  }

  /**
   * Creates an object, or replaces the one there is, as somebody else does.
   *
   * @param manager - who has the fields then
   * @throws StatusError as the API
   */
  put(object: KubernetesObject, manager = BY_HAND): KubernetesObject {
    const resource = Object.values(resources).find(
      ({ kind }) => kind === object.kind,
    )!;
    const { namespace, name = '' } = object.metadata;
    const target: Target = { resource, namespace, name };
    const { object: read } = decodeObject(resource, object);
    return this.api.has(target)
      ? this.api.update(
          target,
          {
            ...read,
            metadata: {
              ...read.metadata,
              resourceVersion: this.api.get(target).metadata.resourceVersion,
            },
          },
          { manager },
        )
      : this.api.create(target, read, { manager });
  }

  /** Does nothing where it is not there. */
  deleteSecret(namespace: string, name: string): void {
    this.store.delete('secrets', namespace, name);
  }
}

function targetOf(
  resource: string,
  namespace: string | undefined,
  name: string,
): Target {
  return { resource: resources[resource], namespace, name };
}
