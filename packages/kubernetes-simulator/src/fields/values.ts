/** A value of JSON; `undefined` stands for what is not there, `null` for what is given as null. */
export type Value = unknown;

export type ValueMap = Record<string, unknown>;

export function isMap(value: Value): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of a map, none where there is no map. */
export function entriesOf(value: Value): [string, unknown][] {
  return isMap(value) ? Object.entries(value) : [];
}

/** The entries of a list, none where there is no list. */
export function itemsOf(value: Value): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function hasEntries(value: Value): boolean {
  return entriesOf(value).length > 0 || itemsOf(value).length > 0;
}

/** A copy, without fields that are undefined. */
export function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
