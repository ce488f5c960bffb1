import { Random } from 'registry-simulator';
import { readWords } from './words';

const PLATFORM = 'platform';
/** Words that stand in every second name of their shape, and that no others hold. */
const FIXED = {
  platform: [PLATFORM, 'services', 'service'],
  generated: ['build', 'release'],
};
/** As fine as a number by chance has to be. */
const MANY = 1e9;
const TEAMS = 40;
/** So many words of each shape are frequent. */
const FREQUENT = 20;
/** So many of 100 repositories of a Harbor are described, and so many of 100 descriptions are not English. */
const DESCRIBED = 20;
const FOREIGN = 20;
const FOREIGN_TEXTS = [
  'Сервис оплаты и возвратов',
  'Склад и доставка заказов',
  '支払いサービス',
  '订单与库存服务',
  '검색 색인 도구',
  'Zahlungsübersicht für Händler',
  'Prévision à l’échelle de l’été',
  '🚀 wird ausgerollt',
];

/** The three shapes of names. No word of one is a word of another. */
export type Shape = 'half' | 'platform' | 'generated';
export const SHAPES: readonly Shape[] = ['half', 'platform', 'generated'];

/**
 * Names of repositories, made from a seed: half of all are in one project, a quarter begin with the
 * same long path, and a quarter end with hashes or numbers. A few words are far more frequent than
 * the others: the frequency of a word is in inverse proportion to its rank.
 */
export class Names {
  /** The project that has half of all. */
  readonly half: string;
  /** Every word that a name may have. */
  readonly words: readonly string[];
  readonly #seed: number;
  readonly #words: Readonly<Record<Shape, readonly string[]>>;
  readonly #frequent: Readonly<Record<Shape, readonly string[]>>;

  constructor(seed: number) {
    this.#seed = seed;
    const random = new Random(seed);
    const fixed = Object.values(FIXED).flat();
    const words = shuffle(
      readWords().filter(word => !fixed.some(each => word.includes(each))),
      random,
    );
    this.words = [...fixed, ...words];
    this.half = words.pop()!;
    const share = Math.floor(words.length / SHAPES.length);
    const third = (at: number) => words.slice(at * share, (at + 1) * share);
    this.#words = { half: third(0), platform: third(1), generated: third(2) };
    this.#frequent = {
      half: this.#findFrequent('half'),
      platform: this.#findFrequent('platform'),
      generated: this.#findFrequent('generated'),
    };
  }

  /**
   * The names of a registry, no name twice; they are the same for the same seed, registry and count.
   *
   * @param registry - from 0 on
   */
  of(registry: number, count: number): string[] {
    const random = new Random(mix(this.#seed, `registry ${registry}`));
    const names = new Set<string>();
    while (names.size < count) {
      const shape = shapeAt(random.number(4));
      let name = this.#make(shape, random);
      while (names.has(name)) {
        name += `-${this.#word(shape, random)}`;
      }
      names.add(name);
    }
    return [...names];
  }

  /** What its owners have written about a repository, where they have. */
  describe(name: string): string | undefined {
    const random = new Random(mix(this.#seed, name));
    if (!random.chance(DESCRIBED)) {
      return undefined;
    }
    const shape = this.shapeOf(name);
    const words = Array.from({ length: 2 + random.number(5) }, () =>
      this.#word(shape, random),
    );
    return random.chance(FOREIGN)
      ? `${random.of(FOREIGN_TEXTS)} ${words[0]}`
      : `The ${words.join(' ')}`;
  }

  shapeOf(name: string): Shape {
    const [project] = name.split('/');
    if (project === this.half) {
      return 'half';
    }
    return project === PLATFORM ? 'platform' : 'generated';
  }

  /** Words of many names of one shape that are in no name of another, and in no word of one. */
  frequentOf(shape: Shape): readonly string[] {
    return this.#frequent[shape];
  }

  #findFrequent(shape: Shape): string[] {
    const others = SHAPES.filter(other => other !== shape)
      .flatMap(other => [...this.#words[other], ...this.#fixedOf(other)])
      .join(' ');
    return [
      ...this.#fixedOf(shape),
      ...this.#words[shape].slice(0, FREQUENT),
    ].filter(word => !others.includes(word));
  }

  #fixedOf(shape: Shape): readonly string[] {
    return shape === 'half' ? [this.half] : FIXED[shape];
  }

  #make(shape: Shape, random: Random): string {
    const word = () => this.#word(shape, random);
    const team = () => this.#word(shape, random, TEAMS);
    switch (shape) {
      case 'half':
        return random.chance(60)
          ? `${this.half}/${word()}-${word()}`
          : `${this.half}/${team()}/${word()}-${word()}`;
      case 'platform':
        return `${PLATFORM}/services/${team()}/${word()}-service-${word()}`;
      default:
        return `${team()}/${this.#generate(word, random)}`;
    }
  }

  #generate(word: () => string, random: Random): string {
    const hex = (length: number) =>
      Array.from({ length }, () => random.number(16).toString(16)).join('');
    switch (random.number(4)) {
      case 0:
        return `build-${hex(8)}`;
      case 1:
        return `pr-${1_000 + random.number(99_000)}`;
      case 2:
        return `${word()}-${hex(7)}`;
      default:
        return `${word()}-release-20${20 + random.number(7)}.${
          1 + random.number(12)
        }.${random.number(30)}`;
    }
  }

  /** @param most - of the most frequent ones only */
  #word(shape: Shape, random: Random, most = Infinity): string {
    const words = this.#words[shape];
    const ranks = Math.min(most, words.length);
    // Evenly by the logarithm of the rank: Zipf's law.
    const rank =
      Math.exp((random.number(MANY) / MANY) * Math.log(ranks + 1)) - 1;
    return words[Math.min(ranks - 1, Math.floor(rank))];
  }
}

function shapeAt(quarter: number): Shape {
  return SHAPES[Math.max(0, quarter - 1)];
}

export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const shuffled = [...items];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = random.number(at + 1);
    [shuffled[at], shuffled[other]] = [shuffled[other], shuffled[at]];
  }
  return shuffled;
}

/** A seed of its own for a part of what a seed makes. Source: FNV-1a. */
export function mix(seed: number, text: string): number {
  let hash = seed ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
