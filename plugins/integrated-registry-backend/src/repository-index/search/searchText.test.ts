import { compareText, isOfWord, wordsOf } from './searchText';

describe('the text that is searched', () => {
  it('is compared by composed characters in lower case', () => {
    expect(wordsOf('  Caf\u0065\u0301  cafÉ api ')).toEqual(['café', 'api']);
    expect(wordsOf(undefined)).toEqual([]);
  });

  it('is in the order of UTF-8, which is not that of JavaScript', () => {
    const [private_, emoji] = ['\uffee', '\u{1f600}'];
    expect(private_ < emoji).toBe(false);
    expect(compareText(private_, emoji)).toBeLessThan(0);
    expect(compareText('a', 'ab')).toBeLessThan(0);
    expect(compareText('a', 'a')).toBe(0);
  });

  it('has words of letters and digits, whatever script they are of', () => {
    const parts = [...Buffer.from('a9-/_. é')].map(isOfWord);
    expect(parts).toEqual([
      ...[true, true, false, false, false, false, false],
      ...[true, true],
    ]);
  });
});
