import { findTagPatternProblem, TagPattern } from './TagPattern';

describe('TagPattern', () => {
  it.each([
    ['\\d+\\.\\d+\\.\\d+', '1.2.3', true],
    ['\\d+\\.\\d+\\.\\d+', '1.2.3-rc.1', false],
    ['v?1\\..*', 'v1.9', true],
    ['a|b', 'b', true],
    ['a|b', 'bc', false],
    ['[\\w.-]+', 'release_1.0-x', true],
    ['(?:a*)*', 'aaa', true],
    ['(?<year>20\\d\\d)', '2024', true],
    ['', 'a', false],
  ])('holds %s against the whole of %s', (pattern, tag, expected) => {
    expect(TagPattern.parse(pattern).matches(tag)).toBe(expected);
  });

  it.each([
    ['(?!.*-rc).*', 'a look-ahead, (?!, which is not supported. Instead, say'],
    ['(?=1)\\d', 'a look-ahead, (?=, which is not supported. Instead, say'],
    ['1(?<!-rc)', 'a look-behind, (?<!, which is not supported'],
    ['(a)\\1', 'a back-reference, \\1, which is not supported. Instead, write'],
    ['(?>a+)b', 'an atomic group or a possessive quantifier, (?>, which'],
    ['a++b', 'an atomic group or a possessive quantifier, ++, which'],
    ['[\\p{L}]{128}', 'a Unicode class, \\p, which is not supported'],
  ])('names what %s has that RE2 does not', (pattern, message) => {
    expect(findTagPatternProblem(pattern)?.text).toContain(
      `The tag pattern contains ${message}`,
    );
  });

  it.each([
    ['(', 'not a regular expression: missing closing )'],
    ['a)|(b', 'not a regular expression: unexpected )'],
    ['[z-a]', 'not a regular expression: invalid character class range'],
    ['a{129}', 'repeats a part 129 times'],
    ['a{1,1000}', 'repeats a part 1000 times'],
    ['((a{100}){100}){100}', 'A part may be repeated at most 128 times'],
  ])('says what is wrong with %s', (pattern, message) => {
    expect(findTagPatternProblem(pattern)?.text).toContain(message);
  });

  it('takes what looks like those, and is not', () => {
    for (const pattern of [
      '\\(\\?=',
      '[(?=a]',
      '\\\\1',
      '\\++',
      '[+]+',
      'a{2}?',
    ]) {
      expect(findTagPatternProblem(pattern)).toBeUndefined();
    }
  });
});
