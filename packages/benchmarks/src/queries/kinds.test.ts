import { Names } from '../names/Names';
import { kinds, makeQueries } from './kinds';
import { Query } from './Query';
import { Repositories } from './Repositories';
import { slips } from './typos';

const COUNT = 60;
const names = new Names(7);
const registries = [0, 1].map(at => ({
  integrationId: `integration-${at}`,
  host: `127.0.0.1:${5000 + at}`,
  harbor: at === 0,
  repositories: names.of(at, 2_000),
}));
const repositories = new Repositories(names, registries);
const make = (kind: string, seed = 1) =>
  makeQueries(kind, COUNT, repositories, seed);
const textsOf = (queries: Query[]) => queries.map(({ texts }) => texts[0]);
const all = registries.flatMap(registry => registry.repositories);

/** Names that hold every word of a text. */
function holders(text: string): string[] {
  const words = text.toLowerCase().split(/\s+/);
  return all.filter(name => words.every(word => name.includes(word)));
}

/** Optimal string alignment, by the book. */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped =
        i > 1 &&
        j > 1 &&
        one[i - 1] === other[j - 2] &&
        one[i - 2] === other[j - 1];
      rows[i][j] = Math.min(
        rows[i - 1][j] + 1,
        rows[i][j - 1] + 1,
        rows[i - 1][j - 1] + same,
        swapped ? rows[i - 2][j - 2] + 1 : Infinity,
      );
    }
  }
  return rows[one.length][other.length];
}

describe('kinds of queries', () => {
  it.each(Object.keys(kinds))('makes the same of a seed: %s', kind => {
    expect(make(kind)).toEqual(make(kind));
    expect(make(kind).every(query => query.kind === kind)).toBe(true);
  });

  it.each([
    'the beginning of a last part',
    '3 to 8 letters from inside a name',
    'a word and the team',
    'words in another order',
    'upper case',
    'digits',
    'one letter',
    'two letters',
    'a page further on',
  ])('finds something, and asks for others with another seed: %s', kind => {
    expect(textsOf(make(kind)).filter(text => !holders(text).length)).toEqual(
      [],
    );
    expect(textsOf(make(kind, 2))).not.toEqual(textsOf(make(kind)));
  });

  it.each([
    'matches nothing',
    'two frequent words that never occur together',
    ...Object.keys(slips).map(slip => `typo: ${slip}`),
  ])('finds nothing without looking for what is near: %s', kind => {
    const found = textsOf(make(kind)).filter(text => holders(text).length);
    expect(found).toEqual([]);
  });

  it('mistypes one word of five letters or more, by one letter', () => {
    const lengths = Object.keys(slips).map(slip =>
      make(`typo: ${slip}`).map(({ texts, wanted }) => [
        texts[0].length - wanted!.text.length,
        wanted!.text.length >= 5,
      ]),
    );
    expect(lengths.map(each => [...new Set(each.flat())])).toEqual([
      [0, true],
      [-1, true],
      [0, true],
      [1, true],
    ]);
  });

  it('mistypes no word so that it may be another one', () => {
    const typed = Object.keys(slips).flatMap(slip =>
      make(`typo: ${slip}`)
        .filter(({ wanted }) => wanted?.by === 'part')
        .slice(0, 5),
    );
    for (const { texts, wanted } of typed) {
      const near = names.words.filter(
        word =>
          word !== wanted?.text &&
          Math.abs(word.length - texts[0].length) <= 1 &&
          distance(word, texts[0]) <= 1,
      );
      expect([texts[0], near]).toEqual([texts[0], []]);
      expect(distance(texts[0], wanted!.text)).toBe(1);
    }
  });

  it('pastes references of repositories that are there', () => {
    const queries = make('pasted: with docker pull');
    for (const { texts, wanted } of queries) {
      const registry = registries.find(
        ({ integrationId }) => integrationId === wanted?.integrationId,
      )!;
      expect(registry.repositories).toContain(wanted?.text);
      expect(texts).toEqual([
        `docker pull ${registry.host}/${wanted?.text}:1.0.0`,
      ]);
    }
  });

  it('types letter by letter', () => {
    for (const { texts } of make('letter by letter, with pauses')) {
      expect(texts.map(text => text.length)).toEqual(
        texts.map((_, at) => at + 1),
      );
    }
  });

  it('filters by projects of registries that have them', () => {
    const projects = make('in one project').map(({ project }) => project);
    expect(projects).toContain(names.half);
    for (const project of projects) {
      expect(
        registries[0].repositories.some(name => name.startsWith(`${project}/`)),
      ).toBe(true);
    }
  });
});
