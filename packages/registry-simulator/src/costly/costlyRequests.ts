/** A request that somebody who is let in may send. */
export interface CostlyRequest {
  /** What is costly about it. */
  what: string;
  method: string;
  /** With its query. */
  path: string;
  body?: string;
  headers: Record<string, string>;
}

/** A route to try: where it is, and what it is asked by a caller who means well. */
export interface TriedRoute {
  /** `POST /integrations/:id/scan` */
  route: string;
  /** Names of the query, each with a good value. */
  query: Record<string, string>;
  body?: Record<string, unknown>;
}

const STARS = '*a*a*a*a*a*a*ab';
const repeat = (text: string, length: number) =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

/** Texts whose cost may grow faster than their length, for whoever matches, parses or repeats them. */
const texts: Record<string, string> = {
  stars: repeat(STARS, 255),
  'nested quantifiers': '(a*)*(a*)*(a|a)*(a+)+(?:a?){100}a{100}$',
  'large repetitions': repeat('(?:[^ab]?){128}', 255),
  'alternatives of everything': repeat('(?:.|.)*', 255),
  'folded classes': `(?i)${repeat('[^a-y]{128}', 250)}`,
  'many ranges': repeat('>=1.0.0-a <2 || ', 255),
  'hyphen ranges': repeat('1 - 2 || ', 255),
  'spaces in a range': `>=${' '.repeat(250)}1`,
  'digits in a version': `${'9'.repeat(200)}.1.1`,
  'many words': repeat('a b c d e ', 255),
  'many dots': repeat('a.', 255),
  'many slashes': repeat('a/', 255),
  'many dashes': `a${'-'.repeat(252)}!`,
  'many colons': repeat('a:', 255),
  'many commas': repeat('a,', 6_000),
  'signs of LIKE': repeat('%_\\', 255),
  'one long word': 'a'.repeat(12_000),
  'characters of four bytes': '😀'.repeat(3_000),
  'an address with slashes': `http://127.0.0.1:1/${'/'.repeat(2_000)}a`,
  'an address with percents': `http://127.0.0.1:1/${'%20'.repeat(600)}`,
  'JSON in base64': Buffer.from('['.repeat(1_500)).toString('base64url'),
};

/** Bodies that are no request at all. */
const bodies: Record<string, () => string> = {
  'unknown fields': () =>
    JSON.stringify(
      Object.fromEntries(
        Array.from({ length: 250_000 }, (_, n) => [`field-${n}`, 1]),
      ),
    ),
  'as many unknown fields as are read': () =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: 3_900 }, (_, n) => [`f${n}`, 1])),
    ),
  'a name of a megabyte': () => JSON.stringify({ ['a'.repeat(1_000_000)]: 1 }),
  'lists in lists': () => '['.repeat(1_000_000),
  'objects in objects': () => '{"a":'.repeat(300_000),
  'empty lists': () => `[${'[],'.repeat(600_000)}[]]`,
  'a long number': () => `{"a":${'9'.repeat(1_000_000)}}`,
  'escaped quotes': () => `{"a":"${'\\"'.repeat(500_000)}"}`,
  spaces: () => ' '.repeat(1_900_000),
};

const made = new Map<string, string>();

const globs = (length: number, count: number) =>
  Array.from({ length: count }, () => repeat(STARS, length));

/** Values of a field, beyond the texts. */
const values: Record<string, unknown> = {
  '200 globs': globs(40, 200),
  '32 long globs': globs(255, 32),
  'a thousand names': Array.from(
    { length: 1_000 },
    (_, n) => `${'a'.repeat(200)}${n}`,
  ),
  'a thousand mistakes': Array.from({ length: 1_000 }, () => 'Not A Name !'),
  'seven thousand numbers': Array.from({ length: 7_000 }, (_, n) => n),
  'fifteen levels': JSON.parse(`${'['.repeat(14)}${']'.repeat(14)}`),
};

/** Of every route: each part of its query and body in turn, and bodies it has never asked for. */
export function costlyRequests(
  routes: readonly TriedRoute[],
  { id, headers }: { id: string; headers: Record<string, string> },
): CostlyRequest[] {
  return routes.flatMap(({ route, query, body }) => {
    const [method, path] = route.split(' ');
    const at = (change: Record<string, string> = {}) => {
      const asked = new URLSearchParams({ ...query, ...change }).toString();
      return `${path.replace(':id', id)}${asked && `?${asked}`}`;
    };
    const one = (
      what: string,
      to: string,
      content?: string,
    ): CostlyRequest => ({
      what,
      method,
      path: to,
      headers,
      ...(content !== undefined && { body: content }),
    });
    const sound = body && JSON.stringify(body);
    return [
      ...Object.keys(query).flatMap(name =>
        Object.entries(texts).map(([what, text]) =>
          one(`${what} as ${name}`, at({ [name]: text }), sound),
        ),
      ),
      one(
        'a thousand parameters',
        `${at()}${at().includes('?') ? '&' : '?'}${'a[b][c][]=1&'.repeat(900)}`,
        sound,
      ),
      ...(path.includes(':id')
        ? [one('a long id', path.replace(':id', 'a'.repeat(10_000)), sound)]
        : []),
      ...(method === 'GET'
        ? []
        : Object.entries(bodies).map(([what, make]) => {
            // Megabytes, and the same for every route.
            const content = made.get(what) ?? make();
            made.set(what, content);
            return one(what, at(), content);
          })),
      ...fieldsOf(body ?? {}).flatMap(([field, put]) =>
        Object.entries({ ...texts, ...values }).map(([what, value]) =>
          one(`${what} as ${field}`, at(), JSON.stringify(put(value))),
        ),
      ),
    ];
  });
}

/** Each field, and a body with something else in its place. */
function fieldsOf(
  body: Record<string, unknown>,
): [string, (value: unknown) => Record<string, unknown>][] {
  return Object.entries(body).flatMap(([name, value]) => {
    const own: [string, (value: unknown) => Record<string, unknown>] = [
      name,
      other => ({ ...body, [name]: other }),
    ];
    const inner =
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? fieldsOf(value as Record<string, unknown>)
        : [];
    return [
      own,
      ...inner.map(([field, put]): typeof own => [
        `${name}.${field}`,
        other => ({ ...body, [name]: put(other) }),
      ]),
    ];
  });
}
