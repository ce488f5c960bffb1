interface Nested {
  readonly [key: string]: string | Nested;
}

/** The same keys in another language. */
export type Texts<T> = {
  [K in keyof T]: T[K] extends string ? string : Texts<T[K]>;
};

type FlatKey<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string
    ? `${Prefix}${K}`
    : T[K] extends Nested
    ? FlatKey<T[K], `${Prefix}${K}.`>
    : never;
}[keyof T & string];

/** One level of keys, `a.b.c`, as Backstage asks for in languages other than English. */
export function flatten<T extends Nested>(
  texts: T,
): { [K in FlatKey<T>]: string } {
  const flat = (nested: Nested, prefix: string): [string, string][] =>
    Object.entries(nested).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value]]
        : flat(value, `${prefix}${key}.`),
    );
  return Object.fromEntries(flat(texts, '')) as {
    [K in FlatKey<T>]: string;
  };
}
