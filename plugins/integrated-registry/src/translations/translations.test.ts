import { messages } from './en';
import { flatten } from './texts';
import zh from './zh';

function placeholders(text: string): string[] {
  return (text.match(/\{\{[^}]*\}\}/g) ?? []).sort();
}

describe('translations', () => {
  it('have every text in Chinese, with the same placeholders', () => {
    const english: Record<string, string> = flatten(messages);
    expect(Object.keys(zh).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(zh)) {
      expect([key, placeholders(text)]).toEqual([
        key,
        placeholders(english[key]),
      ]);
    }
  });
});
