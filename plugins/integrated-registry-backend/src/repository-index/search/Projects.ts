import { bitsFor, Candidates } from './bits';

/** Which project each repository of a segment belongs to; some to none. */
export class Projects {
  readonly #names: readonly (string | undefined)[];
  /** The number of its name, of each repository. */
  readonly #numbers: Uint16Array;

  constructor(projects: readonly (string | undefined)[]) {
    this.#names = [...new Set(projects)];
    const numbers = new Map(this.#names.map((name, at) => [name, at]));
    this.#numbers = Uint16Array.from(projects, name => numbers.get(name) ?? 0);
  }

  of(at: number): string | undefined {
    return this.#names[this.#numbers[at]];
  }

  /** The repositories of a project. */
  having(project: string): Candidates {
    const number = this.#names.indexOf(project);
    if (number < 0 || this.#names.length === 1) {
      return number < 0 ? 'none' : 'all';
    }
    const bits = bitsFor(this.#numbers.length);
    this.#numbers.forEach((other, at) => {
      bits[at >>> 5] |= Number(other === number) << (at & 31);
    });
    return bits;
  }
}
