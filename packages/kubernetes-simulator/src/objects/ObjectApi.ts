import { FieldManager } from '../fields/FieldManager';
import { KubernetesObject } from '../fields/KubernetesObject';
import { Resource } from '../resources/Resource';
import { validateMetadata } from '../resources/validateMetadata';
import { shapeOf } from '../schemas/shapes';
import {
  alreadyExists,
  forbidden,
  notFound,
  notValid,
} from '../statuses/statuses';
import { convertMerged } from './decodeObject';
import { ObjectStore } from './ObjectStore';
import {
  Preconditions,
  requireNew,
  requireRecord,
  requireSame,
} from './preconditions';
import { seconds } from './seconds';
import { Target } from './Target';

export interface WriteOptions {
  /** Who has the fields that are written. */
  manager: string;
  dryRun?: boolean;
}

/** Creates, changes and deletes objects as Kubernetes does. Who may is decided before. */
export class ObjectApi {
  constructor(
    private readonly store: ObjectStore,
    private readonly now: () => Date,
  ) {}

  /** @throws StatusError 404 */
  get({ resource, namespace, name }: Target): KubernetesObject {
    const found = this.store.get(resource.name, namespace, name);
    if (!found) {
      throw notFound(resource.name, name);
    }
    return found;
  }

  has({ resource, namespace, name }: Target): boolean {
    return this.store.get(resource.name, namespace, name) !== undefined;
  }

  /** @throws StatusError 403 in a namespace that ends, 404 without the namespace, 409, 422 */
  create(
    target: Target,
    object: KubernetesObject,
    { manager, dryRun }: WriteOptions,
  ): KubernetesObject {
    const { resource, namespace, name } = target;
    this.#requireNamespace(target);
    requireNew(object);
    const managed = this.#managerOf(resource).update(
      undefined,
      inPlace(resource.complete(object), namespace),
      manager,
    );
    this.#validate(resource, managed);
    if (this.has(target)) {
      throw alreadyExists(resource.name, name);
    }
    return this.#put(resource, managed, dryRun);
  }

  /** @throws StatusError 404, 409, 422 */
  update(
    target: Target,
    object: KubernetesObject,
    { manager, dryRun }: WriteOptions,
  ): KubernetesObject {
    const { resource, namespace } = target;
    const live = this.get(target);
    requireSame(target, live, object);
    if (
      !object.metadata.resourceVersion &&
      !resource.allowsUnconditionalUpdate
    ) {
      throw notValid(resource.name, target.name, [
        {
          reason: 'FieldValueInvalid',
          message: 'Invalid value: 0x0: must be specified for an update',
          field: 'metadata.resourceVersion',
        },
      ]);
    }
    const next = inPlace(resource.complete(object), namespace, live);
    const managed = this.#managerOf(resource).update(live, next, manager);
    this.#validate(resource, managed, live);
    return this.#put(resource, managed, dryRun);
  }

  /**
   * Server-side apply.
   *
   * @throws StatusError 400, 403 and 404 as of `create`, 409 where others have the fields, 422
   */
  apply(
    target: Target,
    applied: KubernetesObject,
    { manager, dryRun, force }: WriteOptions & { force: boolean },
  ): KubernetesObject {
    const { resource, namespace } = target;
    const live = this.has(target) ? this.get(target) : undefined;
    if (live) {
      requireSame(target, live, applied);
    }
    const managed = this.#managerOf(resource).apply(
      live,
      applied,
      manager,
      force,
      merged => resource.complete(convertMerged(resource, merged, applied)),
    );
    if (!live) {
      this.#requireNamespace(target);
      requireNew(managed);
    }
    const next = inPlace(managed, namespace, live);
    this.#validate(resource, next, live);
    return this.#put(resource, next, dryRun);
  }

  /**
   * @returns what was deleted
   * @throws StatusError 404, 409
   */
  delete(
    target: Target,
    preconditions: Preconditions,
    dryRun = false,
  ): KubernetesObject {
    const { resource, namespace, name } = target;
    const live = this.get(target);
    requireRecord(target, live, preconditions);
    if (!dryRun) {
      this.store.delete(resource.name, namespace, name);
    }
    return live;
  }

  #managerOf({ schema, kind }: Resource): FieldManager {
    return new FieldManager(shapeOf(schema), kind, () => seconds(this.now()));
  }

  #put(resource: Resource, object: KubernetesObject, dryRun?: boolean) {
    return this.store.put(resource.name, object, seconds(this.now()), dryRun);
  }

  /** Nothing can be created in a namespace that is not there, or that ends. */
  #requireNamespace({ resource, namespace, name }: Target): void {
    if (!namespace) {
      return;
    }
    const found = this.store.get('namespaces', undefined, namespace);
    if (!found) {
      throw notFound('namespaces', namespace);
    }
    if (found.metadata.deletionTimestamp) {
      throw forbidden(
        resource.name,
        name,
        `unable to create new content in namespace ${namespace} because it is being terminated`,
        [
          {
            reason: 'NamespaceTerminating',
            message: `namespace ${namespace} is being terminated`,
            field: 'metadata.namespace',
          },
        ],
      );
    }
  }

  #validate(
    resource: Resource,
    next: KubernetesObject,
    live?: KubernetesObject,
  ): void {
    const errors = [
      ...validateMetadata(next.metadata),
      ...(live ? resource.validateUpdate(next, live) : []),
      ...resource.validate(next),
    ];
    if (errors.length > 0) {
      throw notValid(resource.kind, next.metadata.name ?? '', errors);
    }
  }
}

/** What the server gives an object, whatever was sent. */
function inPlace(
  object: KubernetesObject,
  namespace: string | undefined,
  live?: KubernetesObject,
): KubernetesObject {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(namespace && { namespace }),
      ...(live && {
        uid: live.metadata.uid,
        creationTimestamp: live.metadata.creationTimestamp,
        resourceVersion: live.metadata.resourceVersion,
      }),
    },
  };
}
