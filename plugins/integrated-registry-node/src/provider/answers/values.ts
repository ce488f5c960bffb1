import {
  digestSchema,
  foreignLine,
  foreignText,
} from 'backstage-plugin-integrated-registry-common';
import { answerBounds } from './answerBounds';

/** ISO 8601, which says what its time is relative to. */
const OFFSET_OR_UTC =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const MEDIA_TYPE = /^[\w.+/!#$&^;= -]+$/;

/** Every field of an answer: one that is not cleaned does not compile. */
export type EachField<T> = { [Field in keyof Required<T>]: T[Field] };

/** Without those fields that tell nothing. */
export function told<T extends object>(fields: EachField<T>): T {
  const known: Partial<T> = {};
  // There may be a hundred thousand of them: a list of their entries takes four times as long.
  for (const field in fields) {
    if (fields[field] !== undefined) {
      known[field] = fields[field] as T[typeof field];
    }
  }
  return known as T;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Nothing where it is no object. */
export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** Nothing where it is no list. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** One line, or undefined where it is no text or empty. */
export function line(value: unknown, most: number): string | undefined {
  return typeof value === 'string'
    ? foreignLine(value, most) || undefined
    : undefined;
}

/** With its lines, or undefined where it is no text or empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string'
    ? foreignText(value, answerBounds.text) || undefined
    : undefined;
}

/** In UTC, from 1970 to 9999: builders write the epoch, and Go the year 1, where they have no time. */
export function moment(value: unknown): string | undefined {
  if (
    typeof value !== 'string' ||
    value.length > 40 ||
    !OFFSET_OR_UTC.test(value)
  ) {
    return undefined;
  }
  const time = Date.parse(value);
  return time > 0 && time <= LAST_MOMENT
    ? new Date(time).toISOString()
    : undefined;
}

/** A whole number that is exact. */
export function count(
  value: unknown,
  most: number = Number.MAX_SAFE_INTEGER,
): number | undefined {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most
    ? Number(value)
    : undefined;
}

/** A number within bounds. */
export function number(
  value: unknown,
  least: number,
  most: number,
): number | undefined {
  return typeof value === 'number' && value >= least && value <= most
    ? value
    : undefined;
}

export function flag(value: unknown): true | undefined {
  return value === true || undefined;
}

export function either(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function oneOf<T extends string>(
  value: unknown,
  options: readonly T[],
): T | undefined {
  return options.find(option => option === value);
}

export function digest(value: unknown): string | undefined {
  return digestSchema.safeParse(value).data;
}

export function mediaType(value: unknown): string | undefined {
  return typeof value === 'string' &&
    value.length <= answerBounds.mediaType &&
    MEDIA_TYPE.test(value)
    ? value
    : undefined;
}

/**
 * The first entries that can be read and do not spend more than the bytes, and how many are left out.
 *
 * @param read - undefined for what cannot be read
 */
export function firstOf<T>(
  entries: readonly unknown[],
  read: (entry: unknown) => T | undefined,
  { most, bytes = Infinity }: { most: number; bytes?: number },
): { items: T[]; left: number } {
  const items: T[] = [];
  let spent = 0;
  for (const entry of entries.slice(0, most)) {
    const item = read(entry);
    if (item !== undefined) {
      const costs = bytesOf(item);
      if (spent + costs <= bytes) {
        items.push(item);
        spent += costs;
      }
    }
  }
  return { items, left: entries.length - items.length };
}

/** Of its JSON, with the comma behind it. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value)) + 1;
}

/** What is counted as left out, with what a provider has left out itself. */
export function more(left: number, before?: unknown): number | undefined {
  return (
    Math.min(left + (count(before) ?? 0), Number.MAX_SAFE_INTEGER) || undefined
  );
}
