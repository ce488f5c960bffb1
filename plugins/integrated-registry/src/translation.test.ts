import { messages } from './translations/messages';
import zh from './translations/zh';

function flatten(nested: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(nested).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value]]
        : Object.entries(flatten(value, `${prefix}${key}.`)),
    ),
  );
}

function placeholders(text: string): string[] {
  return (text.match(/\{\{[^}]*\}\}/g) ?? []).sort();
}

describe('translations', () => {
  it('say everything in Chinese, with the same placeholders', () => {
    const english = flatten(messages);
    expect(Object.keys(zh).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(zh)) {
      expect([key, placeholders(text)]).toEqual([
        key,
        placeholders(english[key]),
      ]);
    }
  });
});
