import { TagNames } from './TagNames';

const read = (json: string) => TagNames.read(Buffer.from(json));
const listOf = (names: readonly string[], others = {}) =>
  JSON.stringify({ name: 'team/app', tags: names, ...others });

describe('TagNames', () => {
  it.each([
    ['as registries write it', listOf(['1.0.0', 'v2', '_a', 'x'.repeat(128)])],
    [
      'with spaces and lines',
      '{\n "tags" : [ "1.0.0" ,\n"v2","_a",\t"' +
        `${'x'.repeat(128)}" ] , "name":"ü\\u0041" }`,
    ],
    [
      'with a text that looks like one',
      `{"name":"\\"tags\\":[\\"a\\"]",${listOf([
        '1.0.0',
        'v2',
        '_a',
        'x'.repeat(128),
      ]).slice(1)}`,
    ],
  ])('are read from the bytes of an answer %s', (_, json) => {
    expect(read(json)).toMatchObject({
      text: `1.0.0 v2 _a ${'x'.repeat(128)} `,
      length: 4,
    });
  });

  it.each([
    ['no JSON', 'not found'],
    ['JSON that ends early', '{"tags":["1.0.0"'],
    ['JSON that is broken behind the list', '{"tags":["1.0.0"],}'],
    ['JSON that is broken in the list', '{"tags":["1.0.0",]}'],
    ['no list', '{"tags":null}'],
    ['an empty list', '{"tags":[]}'],
    ['another list than the one of the answer', '{"a":{"tags":["1.0.0"]}}'],
    ['two lists', '{"tags":["1.0.0"],"tags":["2.0.0"]}'],
    ['a name that comes twice', listOf(['1.0.0', '2', '1.0.0'])],
    ['an empty name', listOf(['1.0.0', ''])],
    ['a name that is too long', listOf(['x'.repeat(129)])],
    ['a name that begins with a dot', listOf(['.hidden'])],
    ['a name that begins with a dash', listOf(['-rf'])],
    ['a name with a space', listOf(['a b'])],
    ['a name that is escaped', '{"tags":["\\u0061"]}'],
    ['a name in another script', listOf(['标签'])],
    ['something that is no name', '{"tags":["1.0.0",7]}'],
  ])('leave an answer with %s to be taken apart', (_, json) => {
    expect(read(json)).toBeUndefined();
  });

  it('are each there once, however many begin alike', () => {
    const names = Array.from({ length: 100_000 }, (_, at) => `2.${at}.0`);
    expect(read(listOf(names))?.length).toBe(100_000);
    expect(read(listOf([...names, '2.99999.0']))).toBeUndefined();
  });

  it('leave names that were made to be mixed up to a table that cannot be foreseen', () => {
    // “Aa” and “BB” have the same hash, and so has every row of them.
    const names = Array.from({ length: 4_096 }, (_, at) =>
      at.toString(2).padStart(12, '0').replace(/0/g, 'Aa').replace(/1/g, 'BB'),
    );
    expect(new Set(names).size).toBe(names.length);
    const compare = jest.spyOn(Buffer.prototype, 'compare');
    expect(read(listOf(names))).toBeUndefined();
    expect(compare.mock.calls.length).toBeLessThan(10 * names.length);
    compare.mockRestore();
  });

  it('can be filtered', () => {
    const names = read(listOf(['1.0.0', 'sha256-a', '2.0.0']));
    expect(names?.filter(name => !name.startsWith('sha'))).toMatchObject({
      text: '1.0.0 2.0.0 ',
      length: 2,
    });
    expect(names?.filter(() => false)).toMatchObject({ text: '', length: 0 });
  });
});
