const DEEP = 40;
const WIDE = 2_000;

function nested(levels: number): unknown {
  return levels === 0 ? 'x' : { nested: nested(levels - 1) };
}

/** Stands for a field that is not there. */
const ABSENT = Symbol('absent');

/**
 * What no field of an answer should be: absent, of another kind, empty, huge, negative, no number, no date,
 * invisible, turned, nested.
 *
 * @public
 */
export const hostileValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  2 ** 53,
  1e308,
  '',
  ' ',
  '-1',
  'garbage',
  '0001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  'x'.repeat(200_000),
  '\u202E4.3.2.1',
  '\u200B',
  '\u3164\u2800\u{E0061}',
  'a\u0000b\r\n\u001B[31mc\u2028d',
  '<img src=x onerror=alert(1)>',
  '../../x',
  [],
  Array(WIDE).fill('x'),
  {},
  JSON.parse('{"__proto__":{"a":1},"constructor":"x"}'),
  nested(DEEP),
];

type Path = readonly (string | number)[];

/**
 * The answer with one of its fields of another value, for each of its fields and each hostile value. Of the
 * entries of a list only the first one is changed.
 *
 * @param most - of them, spread over all of them
 * @public
 */
export function hostileAnswers(answer: unknown, most: number): unknown[] {
  const values = [ABSENT, ...hostileValues];
  const all = pathsOf(answer).flatMap(path =>
    values.map(value => ({ path, value })),
  );
  const step = Math.max(1, all.length / most);
  return Array.from(
    { length: Math.min(most, all.length) },
    (_, at) => all[Math.floor(at * step)],
  ).map(({ path, value }) => changed(answer, path, value));
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) {
    return path.length > 0 ? [path] : [];
  }
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.slice(0, 1).map(item => [0, item])
    : Object.entries(value);
  return [
    ...(path.length > 0 ? [path] : []),
    ...entries.flatMap(([name, item]) => pathsOf(item, [...path, name])),
  ];
}

function changed(answer: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(answer);
  let at = copy as Record<string | number, unknown>;
  for (const name of path.slice(0, -1)) {
    at = at[name] as typeof at;
  }
  const last = path[path.length - 1];
  if (value !== ABSENT) {
    at[last] = value;
  } else if (Array.isArray(at)) {
    at.splice(Number(last), 1);
  } else {
    delete at[last];
  }
  return copy;
}

const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}\u2800]/u;
const MAX_TEXT = 4_096;
const MAX_BYTES = 300_000;

/**
 * What is in an answer that a portal must not show or add up: a text that is invisible in a part or too long,
 * a number that is not exact, a date that is none, more bytes than a browser takes at once. Each as the path
 * and what is wrong with it; empty where everything is in order.
 *
 * @public
 */
export function unsafeParts(answer: unknown): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(answer) ?? '');
  return [
    ...(bytes > MAX_BYTES ? [`: ${bytes} bytes`] : []),
    ...unsafeIn(answer, ''),
  ];
}

function unsafeIn(value: unknown, path: string): string[] {
  if (typeof value === 'string') {
    return [
      ...(INVISIBLE.test(value.replace(/[\n\t]/g, ''))
        ? [`${path}: invisible characters`]
        : []),
      ...(value.length > MAX_TEXT
        ? [`${path}: ${value.length} characters`]
        : []),
      ...(/At$/.test(path) && !isMoment(value) ? [`${path}: no date`] : []),
    ];
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) &&
      value >= 0 &&
      value <= Number.MAX_SAFE_INTEGER
      ? []
      : [`${path}: ${value}`];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, item]) => [
        ...unsafeIn(name, `${path}/${name.slice(0, 40)} as a name`),
        ...unsafeIn(item, `${path}/${name.slice(0, 40)}`),
      ])
    : [];
}

function isMoment(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}
