import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { KubernetesObject } from '../fields/KubernetesObject';
import { copyOf } from '../fields/values';

/** The objects of a cluster. One counter gives all of them their resource versions. */
export class ObjectStore {
  readonly #objects = new Map<string, KubernetesObject>();
  #version = 1;

  /** The resource version of the whole cluster. */
  get resourceVersion(): string {
    return String(this.#version);
  }

  /** @returns a copy */
  get(
    resource: string,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    const found = this.#objects.get(keyOf(resource, namespace, name));
    return found && copyOf(found);
  }

  /**
   * @param namespace - undefined: of all namespaces
   * @returns copies, by namespace and name
   */
  list(resource: string, namespace?: string): KubernetesObject[] {
    const prefix = [resource, ...(namespace ? [namespace, ''] : [''])].join(
      '/',
    );
    return [...this.#objects.keys()]
      .filter(key => key.startsWith(prefix))
      .sort()
      .map(key => copyOf(this.#objects.get(key)!));
  }

  /**
   * Stores an object under a new resource version, unless nothing of it has changed but the times of its managers.
   *
   * @param createdAt - of an object that is new, in RFC 3339
   * @param dryRun - nothing is stored
   * @returns what is stored, or would be
   */
  put(
    resource: string,
    object: KubernetesObject,
    createdAt: string,
    dryRun = false,
  ): KubernetesObject {
    const { namespace, name } = object.metadata;
    const key = keyOf(resource, namespace, name!);
    const live = this.#objects.get(key);
    const next = {
      ...object,
      metadata: {
        ...object.metadata,
        uid: live?.metadata.uid ?? randomUUID(),
        creationTimestamp: live?.metadata.creationTimestamp ?? createdAt,
        resourceVersion: live?.metadata.resourceVersion,
      },
    };
    if (live && isDeepStrictEqual(withoutTimes(next), withoutTimes(live))) {
      return copyOf(live);
    }
    if (dryRun) {
      return copyOf(next);
    }
    this.#version += 1;
    next.metadata.resourceVersion = this.resourceVersion;
    this.#objects.set(key, copyOf(next));
    return copyOf(next);
  }

  delete(resource: string, namespace: string | undefined, name: string): void {
    if (this.#objects.delete(keyOf(resource, namespace, name))) {
      this.#version += 1;
    }
  }
}

function keyOf(
  resource: string,
  namespace: string | undefined,
  name: string,
): string {
  return [resource, ...(namespace ? [namespace] : []), name].join('/');
}

function withoutTimes(object: KubernetesObject): unknown {
  return copyOf({
    ...object,
    metadata: {
      ...object.metadata,
      managedFields: object.metadata.managedFields?.map(
        ({ time, ...entry }) => entry,
      ),
    },
  });
}
