/** Lists of tags that are unlike any other, by what is unlike about them. */
export function hurtfulNames(count: number): Record<string, string[]> {
  const random = seeded(7);
  const hex = (length: number) =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join(
      '',
    );
  const make = (name: (at: number) => string) => [
    ...new Set(Array.from({ length: count }, (_, at) => name(at))),
  ];
  const dayOf = (at: number) =>
    new Date(Date.UTC(1990, 0, 1 + at)).toISOString().slice(0, 10);
  return {
    hashes: make(() => hex(40)),
    'short hashes': make(() => hex(7)),
    'dates with dashes': make(dayOf),
    dates: make(at => `${dayOf(at).replace(/-/g, '')}.${at % 3}`),
    'days and times': make(
      at => `${dayOf(at % 9).replace(/-/g, '')}T${100_000 + (at % 9_999)}`,
    ),
    'names that differ in case only': make(at =>
      Array.from('abcdefghijklmnopq', (letter, place) =>
        (at >> place) % 2 ? letter.toUpperCase() : letter,
      ).join(''),
    ),
    'names of 128 characters': make(
      at => `${'x'.repeat(100)}-${String(at).padStart(27, '0')}`,
    ),
    'one version line': make(at => `1.4.${at}-build.${hex(4)}`),
    'one version': make(at => `1.4.2-${hex(2)}-${at}`),
    'numbers of 100 digits': make(
      at => `${'9'.repeat(60)}${String(at).padStart(40, '0')}`,
    ),
    'versions of 100 digits': make(
      at => `1.${'9'.repeat(100 - (at % 7))}.${at}`,
    ),
    'numbers with and without zeros': make(
      at =>
        `${'0'.repeat(at % 5)}${at % 97}.0${at % 7}.${'0'.repeat(at % 3)}${at}`,
    ),
    versions: make(
      at =>
        `${['v', '', 'V', 'release-', 'ver', ''][at % 6]}${at % 23}.${
          at % 301
        }.${at % 7}${
          ['', '-rc.1', '-alpine', 'rc2', '_1', '-r0', 'b3'][at % 7]
        }`,
    ),
    'short and long': make(
      at =>
        [
          `${at}`,
          `v${at}`,
          `${at % 50}.${at}`,
          `latest-${at}`,
          `main-${hex(7)}`,
          `${2_000 + (at % 50)}-${at}`,
          `${at}-1-2`,
          `${hex(3)}.${at}`,
          `build${at}`,
          `_${at}`,
        ][at % 10],
    ),
    'great numbers': make(
      at => `${130_000 + at}.${131_000 + at}.${65_000 + at}`,
    ),
  };
}

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
