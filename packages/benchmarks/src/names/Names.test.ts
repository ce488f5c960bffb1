import { Names, SHAPES } from './Names';

const COUNT = 4_000;
const names = new Names(7);
const all = names.of(3, COUNT);

describe('Names', () => {
  it('are the same for the same seed and registry, and others for others', () => {
    expect(new Names(7).of(3, COUNT)).toEqual(all);
    expect(new Names(8).of(3, COUNT)).not.toEqual(all);
    expect(names.of(4, COUNT)).not.toEqual(all);
  });

  it('have no name twice, and none that no registry takes', () => {
    expect(new Set(all).size).toBe(COUNT);
    expect(
      all.filter(name => !/^[a-z0-9]+([./-][a-z0-9]+)*$/.test(name)),
    ).toEqual([]);
  });

  it('have half of all in one project, and a quarter below one long path', () => {
    const shareOf = (beginning: string) =>
      all.filter(name => name.startsWith(beginning)).length / COUNT;
    expect(shareOf(`${names.half}/`)).toBeCloseTo(0.5, 1);
    expect(shareOf('platform/services/')).toBeCloseTo(0.25, 1);
  });

  it('have a few words far more often than the others', () => {
    const counts = new Map<string, number>();
    for (const word of all.flatMap(name => name.split(/[/-]/))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const [frequent] = names.frequentOf('generated').slice(2);
    expect(counts.get(frequent)).toBeGreaterThan(COUNT / 100);
    expect(
      [...counts.values()].filter(count => count < 5).length,
    ).toBeGreaterThan(counts.size / 3);
  });

  it('never have frequent words of two shapes together', () => {
    const texts = all.map(
      name => `${name} ${names.describe(name)?.replace('The ', '')}`,
    );
    for (const shape of SHAPES) {
      for (const other of SHAPES.filter(each => each !== shape)) {
        for (const word of names.frequentOf(shape)) {
          const holding = texts.filter(text => text.includes(word));
          expect(
            holding.filter(text =>
              names.frequentOf(other).some(each => text.includes(each)),
            ),
          ).toEqual([]);
        }
      }
    }
  });

  it('describe some, a few of them in other scripts', () => {
    const described = all.flatMap(name => names.describe(name) ?? []);
    expect(described.length / COUNT).toBeCloseTo(0.2, 1);
    expect(
      described.filter(text => /[\u0400-\uffff]/.test(text)).length,
    ).toBeGreaterThan(COUNT / 100);
  });
});
