import { RegistryRepository } from 'backstage-plugin-integrated-registry-node';

const WORDS = [
  ...['api', 'app', 'pay', 'payments', 'checkout', 'service', 'server', 'srv'],
  ...['erv', 'a', 'b', 'ab', 'aba', 'abab', 'x1', '2024', '0', 'v1', 'größe'],
  ...['service-service', 'tools', 'rapid', 'gateway', 'worker', '3fa94c1b'],
];
const SIGNS = ['/', '/', '-', '-', '_', '.'];
const TEXTS = ['The API', 'Überall 画像 🐳', 'платежи', '100% "good"', 'a\nb'];

/** What is drawn from a seed, the same each time. */
export type Random = ReturnType<typeof draw>;

/** Numbers of a linear congruential generator (Numerical Recipes, section 7.1). */
export function draw(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  const one = <T>(all: readonly T[]): T => all[below(all.length)];
  const chance = (share: number) => next() < share;
  const some = <T>(all: readonly T[], count: number): T[] => [
    ...new Set(Array.from({ length: count }, () => one(all))),
  ];

  function name(): string {
    let text = one(WORDS);
    for (let part = below(4); part > 0; part--) {
      text += one(SIGNS) + one(WORDS);
    }
    return chance(0.05) ? text.toUpperCase() : text;
  }

  const project = () => one(['shop', 'docker-local', 'api']);

  function repositories(count: number): RegistryRepository[] {
    const all = Array.from({ length: count }, () => ({
      name: name(),
      ...(chance(0.2) && { project: project() }),
      ...(chance(0.2) && { description: one(TEXTS) }),
    }));
    return [...new Map(all.map(item => [item.name, item])).values()];
  }

  function misspelt(word: string): string {
    const at = below(word.length);
    const [before, behind] = [word.slice(0, at), word.slice(at + 1)];
    return one([
      before + behind,
      `${before}q${behind}`,
      `${before}q${word[at]}${behind}`,
      `${before}${behind[0] ?? ''}${word[at]}${behind.slice(1)}`,
    ]);
  }

  function query(known: readonly RegistryRepository[]): string {
    const whole = one(known).name;
    const last = whole.slice(whole.lastIndexOf('/') + 1);
    const from = below(whole.length);
    return one([
      () => '',
      () => one([...'abcdeprstv019-/_.%"é画']),
      () => last.slice(0, 1 + below(last.length)),
      () => whole.slice(from, from + 1 + below(8)),
      () => whole,
      () => whole.toUpperCase(),
      () => `${one(WORDS)} ${one(WORDS)}`,
      () =>
        whole
          .split(/[/_.-]/)
          .reverse()
          .join(' '),
      () => misspelt(last),
      () => misspelt(one(WORDS)),
      () => `${misspelt(one(WORDS))} ${one(WORDS)}`,
      () => one(TEXTS).split(' ')[0],
      () => 'nothing-like-it',
    ])();
  }

  const prefixes = () => some(WORDS, 2).sort();

  return { below, chance, one, some, project, repositories, prefixes, query };
}
