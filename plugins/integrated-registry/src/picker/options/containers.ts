/** An object of the form, whose properties are fields of it. */
export type Container = Record<string, unknown>;

/** Forms are a few levels deep; what is deeper was not made by one. */
const MAX_DEPTH = 20;

export function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The objects of the form that a field lies in, the nearest one first. A form names a field by its
 * id: `root_containers_0_image` for the property `image` of the first item of `containers`.
 *
 * @param name - of the field within its object; of an item of an array, it ends with its number
 */
export function containersOf(
  formData: unknown,
  id: string,
  name: string | undefined,
): Container[] {
  const inArray = !id.endsWith(`_${name}`);
  const path = inArray
    ? // The array's own place is that of its items.
      id.replace(/_\d+$/, '')
    : id.slice(0, -(name ?? '').length - 1);
  const [, ...rest] = `${path}_`.split(/^root_/);
  return walk(formData, rest[0] ?? '', [], inArray) ?? topOf(formData);
}

/** The objects that hold this very value, each with those around it, the nearest one first. */
export function containersHolding(
  formData: unknown,
  value: unknown,
): Container[][] {
  const found: Container[][] = [];
  const search = (place: unknown, around: Container[], depth: number) => {
    if (depth > MAX_DEPTH || typeof place !== 'object' || place === null) {
      return;
    }
    const chain = isContainer(place) ? [place, ...around] : around;
    for (const inner of Object.values(place)) {
      if (inner === value) {
        found.push(chain);
      }
      search(inner, chain, depth + 1);
    }
  };
  search(formData, [], 0);
  return found.length > 0 ? found : [topOf(formData)];
}

function topOf(formData: unknown): Container[] {
  return isContainer(formData) ? [formData] : [];
}

/**
 * Names may hold the character that stands between them, so every way to read the path is tried.
 *
 * @param path - with `_` behind each name
 */
function walk(
  place: unknown,
  path: string,
  around: Container[],
  toProperty: boolean,
): Container[] | undefined {
  if (typeof place !== 'object' || place === null) {
    return toProperty && path === '' ? around : undefined;
  }
  const chain = isContainer(place) ? [place, ...around] : around;
  if (path === '') {
    return toProperty ? around : chain;
  }
  for (const [key, inner] of Object.entries(place)) {
    const found =
      path.startsWith(`${key}_`) &&
      walk(inner, path.slice(key.length + 1), chain, toProperty);
    if (found) {
      return found;
    }
  }
  return undefined;
}
