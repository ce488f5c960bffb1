import { isDeepStrictEqual } from 'node:util';
import { digest } from './clientOf';

/** What a registry says in a field, and what is taken of it. */
export type FieldCase = readonly [given: unknown, taken: unknown];

/** Every field of an answer: one without cases does not compile. */
export type FieldCases<T> = {
  [Field in keyof Required<T>]: readonly FieldCase[];
};

const same = (...values: unknown[]): FieldCase[] =>
  values.map(value => [value, value]);
const none = (otherwise: unknown, ...values: unknown[]): FieldCase[] =>
  values.map(value => [value, otherwise]);
const noTexts = [undefined, null, 5, true, ['a'], { a: 'a' }];

export const lineCases = (most: number, otherwise?: unknown): FieldCase[] => [
  ...same('a', 'x'.repeat(most)),
  [`x${'y'.repeat(most)}`, `x${'y'.repeat(most - 2)}…`],
  [' a\u202E\n\tb ', 'a‹U+202E› b'],
  ...none(otherwise, '', '\n', ...noTexts),
];

export const textCases: FieldCase[] = [
  ...same('a\n\tb', 'x'.repeat(4_096)),
  ['x'.repeat(4_097), `${'x'.repeat(4_095)}…`],
  ['a\u202E\r\nb', 'a‹U+202E›\nb'],
  ...none(undefined, '', ...noTexts),
];

export const countCases = (
  most: number = Number.MAX_SAFE_INTEGER,
): FieldCase[] => [
  ...same(0, 1, most),
  ...none(undefined, most + 1, -1, 0.5, NaN, Infinity, '5', null, [5], true),
];

export const numberCases = (least: number, most: number): FieldCase[] => [
  ...same(least, most, 0.5),
  ...none(undefined, least - 0.1, most * 2, NaN, Infinity, '5', null, [5]),
];

export const flagCases: FieldCase[] = [
  ...same(true),
  ...none(undefined, false, 1, 'true', null, {}),
];

export const eitherCases: FieldCase[] = [
  ...same(true, false),
  ...none(undefined, 0, 1, 'no', null, {}),
];

export const momentCases: FieldCase[] = [
  ['2026-01-31T12:00:00.5+01:00', '2026-01-31T11:00:00.500Z'],
  ['2026-01-31T12:00-01:00', '2026-01-31T13:00:00.000Z'],
  ['1970-01-01T00:00:00.001Z', '1970-01-01T00:00:00.001Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  [`2026-01-31T12:00:00.${'0'.repeat(19)}Z`, '2026-01-31T12:00:00.000Z'],
  ...none(
    undefined,
    `2026-01-31T12:00:00.${'0'.repeat(20)}Z`,
    '2026-01-31T12:00:00',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:00-00:01',
    'Jan 31, 2026 12:00 Z',
    '+002026-01-31T12:00:00Z',
    '2026-01-31T12:00:00Z (UTC)',
    '(UTC) 2026-01-31T12:00:00Z',
    1_700_000_000,
    new Date(0),
    null,
  ),
];

export const digestCases = (otherwise?: unknown): FieldCase[] => [
  ...same(digest, `sha512:${'ab'.repeat(64)}`),
  ...none(otherwise, digest.slice(1), `${digest}\u202E`, `${digest}0`, 5, null),
];

export const mediaTypeCases = (otherwise?: unknown): FieldCase[] => [
  ...same('application/vnd.oci.image.index.v1+json', 'x'.repeat(127)),
  ['text/a; b=c_d-e!#$&^', 'text/a; b=c_d-e!#$&^'],
  ...none(otherwise, 'x'.repeat(128), 'a/\u202Eb', '\u202Ea', '', 5, ['a/b']),
];

export const oneOfCases = (
  options: readonly string[],
  otherwise?: unknown,
): FieldCase[] => [
  ...same(...options),
  ...none(otherwise, 'odd', '', 5, null, [options[0]]),
];

export const hostCases: FieldCase[] = [
  ...same('registry.example.com:5000/docker'),
  ...none(undefined, 'a host', 'a\u202Eb', '', 5, ['a']),
];

export const wordingCases: FieldCase[] = [
  ...same({ message: { code: 'TAGS_OF', params: { repository: 'a' } } }),
  [
    { message: { code: `\u202E${'x'.repeat(300)}`, params: {} } },
    { message: { code: `‹U+202E›${'x'.repeat(246)}…`, params: {} } },
  ],
  ...none(undefined, 'odd', { message: 5 }, [], null),
];

export const failureCases: FieldCase[] = [
  [
    { code: 'FORBIDDEN', message: 'm\u202E', remedy: 'r\nr', cause: 'x' },
    { code: 'FORBIDDEN', message: 'm‹U+202E›', remedy: 'r r' },
  ],
  [{}, { code: 'BAD_RESPONSE', message: '', remedy: '' }],
  ...none(undefined, 'odd', [], null, true),
];

/** Where a list is expected: what is none is an empty one. */
export const listCases: FieldCase[] = none([], 'odd', {}, null, 5);

/** What a provider has left out itself. */
export const moreCases: FieldCase[] = countCases().map(([given, taken]) => [
  given,
  taken || undefined,
]);

/** Each field on its own against its cases: those that are taken in another way. */
export async function otherwiseTaken<T extends object>(
  cases: FieldCases<T>,
  answerOf: (given: Record<string, unknown>) => Promise<object | undefined>,
): Promise<unknown[]> {
  const others: unknown[] = [];
  for (const [field, ofField] of Object.entries<readonly FieldCase[]>(cases)) {
    for (const [given, wanted] of ofField) {
      const answer = (await answerOf({ [field]: given })) ?? {};
      const taken: unknown = Reflect.get(answer, field);
      if (
        !isDeepStrictEqual(taken, wanted) ||
        Object.hasOwn(answer, field) !== (wanted !== undefined)
      ) {
        others.push({ field, given, taken, wanted });
      }
    }
  }
  return others;
}
