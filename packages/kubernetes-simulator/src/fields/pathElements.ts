import { ListShape, Shape } from '../schemas/Shape';

const ORDER = ['f', 'k', 'v'];

/** @returns the element of a path that names a field */
export function fieldElement(name: string): string {
  return `f:${name}`;
}

/**
 * @returns the element of a path that names an entry of a list
 * @throws Error in Kubernetes' words, where the entry has no key
 */
export function entryElement(list: ListShape, entry: unknown): string {
  if (list.relationship === 'set') {
    if (entry === null) {
      throw new Error(
        "associative list without keys has an element that's an explicit null",
      );
    }
    return `v:${JSON.stringify(entry)}`;
  }
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw new Error(
      `associative list with keys may not have ${
        entry === null ? 'a null element' : 'non-map elements'
      }`,
    );
  }
  const keys = [...list.keys].sort().map(name => {
    const value = (entry as Record<string, unknown>)[name] ?? fallback(name);
    if (value === undefined) {
      throw new Error(
        `associative list with keys has an element that omits key field "${name}" (and doesn't have default value)`,
      );
    }
    return [name, value];
  });
  return `k:${JSON.stringify(Object.fromEntries(keys))}`;

  function fallback(name: string): unknown {
    return list.element.kind === 'map'
      ? list.element.fields.get(name)?.fallback
      : undefined;
  }
}

/** Fields come first, then entries by key, then entries by value. */
export function compareElements(one: string, other: string): number {
  const order = ORDER.indexOf(one[0]) - ORDER.indexOf(other[0]);
  if (order !== 0 || one === other) {
    return order;
  }
  return one < other ? -1 : 1;
}

/** As Kubernetes words it: `.data`, `[uid="1"]`, `[="name"]`. */
export function describeElement(element: string): string {
  const value = element.slice(2);
  switch (element[0]) {
    case 'k':
      return `[${Object.entries(JSON.parse(value))
        .map(([name, of]) => `${name}=${JSON.stringify(of)}`)
        .join(',')}]`;
    case 'v':
      return `[=${value}]`;
    default:
      return `.${value}`;
  }
}

/** @returns the shape of what an element of a path names, undefined where the schema does not say */
export function childShape(
  shape: Shape | undefined,
  element: string,
): Shape | undefined {
  if (shape?.kind === 'map') {
    return shape.fields.get(element.slice(2))?.shape ?? shape.element;
  }
  return shape?.kind === 'list' ? shape.element : undefined;
}
