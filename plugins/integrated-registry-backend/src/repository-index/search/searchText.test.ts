import {
  bestTerm,
  compareText,
  containsAll,
  termsOf,
  wordsOf,
} from './searchText';

describe('the text that is searched', () => {
  it('is compared by composed characters in lower case', () => {
    expect(wordsOf('  Caf\u0065\u0301  cafÉ api ')).toEqual(['café', 'api']);
    expect(wordsOf(undefined)).toEqual([]);
  });

  it('has each word in some field, and none across two', () => {
    const repository = { name: 'team/app', project: 'ops', description: 'API' };
    expect(containsAll(repository, ['api', 'app', 'ops'])).toBe(true);
    expect(containsAll(repository, ['appops'])).toBe(false);
  });

  it('ranks the whole name and its last part before other words', () => {
    expect(termsOf({ name: 'team/back-end', project: 'Tools' })).toEqual([
      { term: 'back-end', rank: 1 },
      { term: 'team/back-end', rank: 1 },
      { term: 'end', rank: 2 },
      { term: 'tools', rank: 2 },
    ]);
  });

  it.each([
    ['back', { term: 'back-end', rank: 1 }],
    ['en', { term: 'end', rank: 2 }],
    ['nd', undefined],
  ])('finds for %s the term it begins', (word, term) => {
    expect(bestTerm({ name: 'team/back-end' }, word)).toEqual(term);
  });

  it('is in the order of UTF-8, which is not that of JavaScript', () => {
    const [private_, emoji] = ['\uffee', '\u{1f600}'];
    expect(private_ < emoji).toBe(false);
    expect(compareText(private_, emoji)).toBeLessThan(0);
    expect(compareText('a', 'ab')).toBeLessThan(0);
    expect(compareText('a', 'a')).toBe(0);
  });
});
