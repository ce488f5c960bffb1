import { foreignLine, foreignText } from './foreignText';

describe('foreignLine', () => {
  it.each([
    ['team/app', 'team/app'],
    ['镜像仓库 – “a”', '镜像仓库 – “a”'],
    ['  a  ', 'a'],
    ['a\r\n\tb\u2028c', 'a b c'],
    ['amd64\u202E', 'amd64‹U+202E›'],
    ['1.0\u200B', '1.0‹U+200B›'],
    ['a\u0000b\u001B[31m', 'a‹U+0000›b‹U+001B›[31m'],
    ['\u3164\u2800\u{E0061}', '‹U+3164›‹U+2800›‹U+E0061›'],
    ['a\uFE0F\u200Db', 'a‹U+FE0F›‹U+200D›b'],
    ['a\vb\fc\u0085d\u2029e', 'a b c d e'],
    ['\u0085a\u2028', 'a'],
    [`${' '.repeat(200)}a`, 'a'],
    [
      '👩🏽\u200D🚀 ❤\uFE0F\u200D🔥 👨\u200D👩\u200D👧',
      '👩🏽\u200D🚀 ❤\uFE0F\u200D🔥 👨\u200D👩\u200D👧',
    ],
    [
      '👁\uFE0F\u200D🗨\uFE0F 🧑🏽\u200D🤝\u200D🧑🏽',
      '👁\uFE0F\u200D🗨\uFE0F 🧑🏽\u200D🤝\u200D🧑🏽',
    ],
    ['👩\u200Da', '👩‹U+200D›a'],
    ['a\uFFF9b', 'a‹U+FFF9›b'],
    ['\uD83D', ''],
    ['\uDE00x', '‹U+DE00›x'],
    ['❤️ 👩🏽‍💻', '❤️ 👩🏽‍💻'],
    ['', ''],
  ])('shows %j as %j', (text, shown) => {
    expect(foreignLine(text, 100)).toBe(shown);
    expect(foreignLine(shown, 100)).toBe(shown);
  });

  it.each([
    ['x'.repeat(10), 'x'.repeat(10)],
    ['x'.repeat(11), `${'x'.repeat(9)}…`],
    ['\u202E'.repeat(2), '‹U+202E›‹…'],
    ['12345678😀', '12345678😀'],
    ['123456789😀', '123456789…'],
    ['12345678😀x', '12345678…'],
    [`${'x'.repeat(9)} ${'y'.repeat(9)}`, `${'x'.repeat(9)}…`],
  ])('cuts %j to %j', (text, shown) => {
    expect(foreignLine(text, 10)).toBe(shown);
    expect(foreignLine(shown, 10)).toBe(shown);
  });

  it('costs no more for megabytes', () => {
    const text = '\u202E'.repeat(4_000_000);
    const started = performance.now();
    for (let time = 0; time < 100; time++) {
      foreignLine(text, 64);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('foreignText', () => {
  it.each([
    ['a\r\nb\tc\u2028d', 'a\nb\tc\nd'],
    ['a\rb\u0085c\u2029d', 'a\nb\nc\nd'],
    ['a\u202E\u0007b', 'a‹U+202E›‹U+0007›b'],
  ])('keeps the lines of %j', (text, shown) => {
    expect(foreignText(text, 100)).toBe(shown);
    expect(foreignText(shown, 100)).toBe(shown);
  });

  it('cuts at its length', () => {
    expect(foreignText('a\nb\nc', 4)).toBe('a\nb…');
  });
});
