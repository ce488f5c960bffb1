import { isDeepStrictEqual } from 'node:util';
import { Shape } from '../schemas/Shape';
import { badRequest, unknownError } from '../statuses/statuses';
import { compareValues } from './compareValues';
import { conflictOf } from './conflicts';
import { FieldSet } from './FieldSet';
import { KubernetesObject } from './KubernetesObject';
import { Manager, Managers } from './Managers';
import { mergeValues } from './mergeValues';
import { prune } from './prune';
import { readFieldSet } from './readFieldSet';
import { validateValue } from './validateValue';

/** No manager has these. */
const NEVER_MANAGED = FieldSet.of(
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map(name => ['f:metadata', `f:${name}`]),
);

/**
 * Merges what is applied, and notes who has which fields: the field manager of k8s.io/apimachinery 0.32, for
 * one version of a kind.
 */
export class FieldManager {
  constructor(
    private readonly shape: Shape,
    private readonly kind: string,
    /** RFC 3339, in seconds. */
    private readonly now: () => string,
  ) {}

  /**
   * Notes what a create or an update has changed.
   *
   * @param live - undefined: it is created
   * @param next - as it will be stored; its `managedFields` are those of the request
   */
  update(
    live: KubernetesObject | undefined,
    next: KubernetesObject,
    manager: string,
  ): KubernetesObject {
    const given = next.metadata.managedFields;
    const managers = isReset(given)
      ? new Managers()
      : Managers.read(given?.length ? given : live?.metadata.managedFields);
    if (managers.all.length === 0 && live) {
      // Nobody has applied it and nobody is known to have created it.
      return withManagers(next, managers);
    }
    return withManagers(next, this.#noteUpdate(live, next, managers, manager));
  }

  /**
   * Merges what is applied into an object.
   *
   * @param live - undefined: it is created
   * @param complete - makes of what was merged what is stored
   * @throws StatusError 400, 409, 500
   */
  apply(
    live: KubernetesObject | undefined,
    applied: KubernetesObject,
    name: string,
    force: boolean,
    complete: (merged: KubernetesObject) => KubernetesObject,
  ): KubernetesObject {
    this.#check(applied);
    const before = live ?? emptyObject(this.kind);
    let managers = Managers.read(before.metadata.managedFields);
    if (managers.all.length === 0) {
      managers = this.#noteUpdate(
        undefined,
        before,
        managers,
        'before-first-apply',
      );
    }
    const last = managers.get('Apply', name);
    const mine: Manager = {
      ...last,
      name,
      operation: 'Apply',
      fields: readFieldSet(this.shape, applied),
    };
    managers = managers.with(mine);
    const merged = prune(
      this.shape,
      mergeValues(this.shape, before, applied),
      managers.all.map(({ fields }) => fields),
      last?.fields,
    );
    const { added, modified, removed } = compareValues(
      this.shape,
      before,
      merged,
    );
    const changed = added.union(modified);
    const others = managers.all.filter(
      ({ operation, name: its }) => operation !== 'Apply' || its !== name,
    );
    const conflicts = others
      .map(other => ({ ...other, fields: other.fields.intersection(changed) }))
      .filter(({ fields }) => !fields.isEmpty);
    if (conflicts.length > 0 && !force) {
      throw conflictOf(conflicts);
    }
    const isSame = isDeepStrictEqual(before, merged);
    managers = new Managers()
      .with({
        ...mine,
        fields: mine.fields.difference(NEVER_MANAGED),
        time: isSame ? mine.time : this.now(),
      })
      .withAll(
        others.map(other => ({
          ...other,
          fields: other.fields.difference(changed).difference(removed),
        })),
      );
    return withManagers(
      isSame ? before : complete(merged as KubernetesObject),
      managers,
    );
  }

  #check(applied: KubernetesObject): void {
    const { apiVersion, kind, metadata } = applied;
    if (apiVersion !== 'v1' || kind !== this.kind) {
      throw badRequest(`invalid object type: /${apiVersion}, Kind=${kind}`);
    }
    if (metadata?.managedFields) {
      throw badRequest('metadata.managedFields must be nil');
    }
    const wrong = validateValue(this.shape, applied);
    if (wrong) {
      throw unknownError(
        `failed to create typed patch object (${describeObject(
          applied,
        )}): ${wrong}`,
      );
    }
  }

  #noteUpdate(
    live: KubernetesObject | undefined,
    next: KubernetesObject,
    managers: Managers,
    name: string,
  ): Managers {
    const { added, modified, removed } = compareValues(
      this.shape,
      withoutManagers(live ?? emptyObject(this.kind)),
      withoutManagers(next),
    );
    const changed = added.union(modified);
    const left = managers.map(manager => ({
      ...manager,
      fields: manager.fields.difference(changed).difference(removed),
    }));
    const fields = changed.difference(NEVER_MANAGED);
    if (fields.isEmpty) {
      return left;
    }
    return left.with({
      name,
      operation: 'Update',
      fields: fields.union(left.get('Update', name)?.fields ?? FieldSet.empty),
      time: this.now(),
    });
  }
}

/** `namespace/name; /v1, Kind=Secret` */
export function describeObject({
  apiVersion,
  kind,
  metadata,
}: KubernetesObject): string {
  return `${metadata?.namespace ?? ''}/${
    metadata?.name ?? ''
  }; /${apiVersion}, Kind=${kind}`;
}

function emptyObject(kind: string): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { creationTimestamp: null } };
}

/** Whoever sends these wants nobody to have fields any longer. */
function isReset(given: KubernetesObject['metadata']['managedFields']) {
  return (
    given !== undefined &&
    (given.length === 0 ||
      (given.length === 1 && Object.keys(given[0]).length === 0))
  );
}

function withoutManagers(object: KubernetesObject): KubernetesObject {
  const { managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function withManagers(
  object: KubernetesObject,
  managers: Managers,
): KubernetesObject {
  const { managedFields, ...metadata } = object.metadata;
  const entries = managers.write();
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(entries.length > 0 && { managedFields: entries }),
    },
  };
}
