import { Shape } from '../schemas/Shape';
import { childShape, compareElements, describeElement } from './pathElements';

/** What `metadata.managedFields[].fieldsV1` holds. */
export interface FieldsV1 {
  [element: string]: FieldsV1;
}

/**
 * Fields of an object, as paths. An element of a path is written as in `FieldsV1`: `f:data`,
 * `k:{"uid":"1"}`, `v:"name"`.
 */
export class FieldSet {
  private constructor(
    /** Paths that end here. */
    private readonly members: ReadonlySet<string> = new Set(),
    /** Longer paths. No child is empty. */
    private readonly children: ReadonlyMap<string, FieldSet> = new Map(),
  ) {}

  static readonly empty = new FieldSet();

  static of(...paths: (readonly string[])[]): FieldSet {
    const members = new Set<string>();
    const longer = new Map<string, string[][]>();
    for (const [element, ...rest] of paths) {
      if (rest.length === 0) {
        members.add(element);
      } else {
        longer.set(element, [...(longer.get(element) ?? []), rest]);
      }
    }
    return new FieldSet(
      members,
      new Map(
        [...longer].map(([element, rest]) => [element, FieldSet.of(...rest)]),
      ),
    );
  }

  static fromFieldsV1(fields: FieldsV1): FieldSet {
    const members = new Set<string>();
    const children = new Map<string, FieldSet>();
    for (const [element, below] of Object.entries(fields)) {
      const { '.': itself, ...others } = below;
      if (itself || Object.keys(others).length === 0) {
        members.add(element);
      }
      if (Object.keys(others).length > 0) {
        children.set(element, FieldSet.fromFieldsV1(others));
      }
    }
    return new FieldSet(members, children);
  }

  toFieldsV1(): FieldsV1 {
    const fields: FieldsV1 = {};
    for (const element of [...this.#elements()].sort(compareElements)) {
      const child = this.children.get(element)?.toFieldsV1() ?? {};
      fields[element] =
        this.members.has(element) && this.children.has(element)
          ? { '.': {}, ...child }
          : child;
    }
    return fields;
  }

  get isEmpty(): boolean {
    return this.members.size === 0 && this.children.size === 0;
  }

  has(element: string): boolean {
    return this.members.has(element);
  }

  /** The rest of the paths that begin with an element and go on. */
  below(element: string): FieldSet {
    return this.children.get(element) ?? FieldSet.empty;
  }

  union(other: FieldSet): FieldSet {
    return this.#combine(
      other,
      (mine, theirs) => mine || theirs,
      (mine, theirs) => mine.union(theirs),
    );
  }

  /** Without the paths of another set; longer paths stay. */
  difference(other: FieldSet): FieldSet {
    return this.#combine(
      other,
      (mine, theirs) => mine && !theirs,
      (mine, theirs) => mine.difference(theirs),
    );
  }

  intersection(other: FieldSet): FieldSet {
    return this.#combine(
      other,
      (mine, theirs) => mine && theirs,
      (mine, theirs) => mine.intersection(theirs),
    );
  }

  /** Adds the beginnings of paths that end at a field which the schema names. */
  withNamedParents(shape: Shape | undefined): FieldSet {
    const members = new Set(this.members);
    const children = new Map<string, FieldSet>();
    for (const [element, child] of this.children) {
      if (shape?.kind === 'map' && shape.fields.has(element.slice(2))) {
        members.add(element);
      }
      children.set(element, child.withNamedParents(childShape(shape, element)));
    }
    return new FieldSet(members, children);
  }

  /** Paths as Kubernetes words them in conflicts, such as `.data..dockerconfigjson`, in its order. */
  describe(prefix = ''): string[] {
    const sorted = (elements: Iterable<string>) =>
      [...elements].sort(compareElements);
    return [
      ...sorted(this.members).map(
        element => `${prefix}${describeElement(element)}`,
      ),
      ...sorted(this.children.keys()).flatMap(element =>
        this.below(element).describe(`${prefix}${describeElement(element)}`),
      ),
    ];
  }

  #elements(): Set<string> {
    return new Set([...this.members, ...this.children.keys()]);
  }

  #combine(
    other: FieldSet,
    keep: (mine: boolean, theirs: boolean) => boolean,
    descend: (mine: FieldSet, theirs: FieldSet) => FieldSet,
  ): FieldSet {
    const members = new Set<string>();
    const children = new Map<string, FieldSet>();
    for (const element of new Set([
      ...this.#elements(),
      ...other.#elements(),
    ])) {
      if (keep(this.has(element), other.has(element))) {
        members.add(element);
      }
      const child = descend(this.below(element), other.below(element));
      if (!child.isEmpty) {
        children.set(element, child);
      }
    }
    return new FieldSet(members, children);
  }
}
