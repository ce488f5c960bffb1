import { forEachGram, gramsOf } from './grams';

/** Letters of one to three bytes, with every byte that there may be. */
const letters = Array.from({ length: 0x17_00 }, (_, code) =>
  String.fromCharCode(code),
).filter(letter => /\S/.test(letter));

function gramsIn(text: string): Set<number> {
  const bytes = Buffer.from(`${text}\n`);
  const found = new Set<number>();
  forEachGram(bytes, 0, bytes.length, gram => found.add(gram));
  return found;
}

describe('the grams of a word', () => {
  it('are in every text that has it, whatever its letters are', () => {
    const missed = letters.filter(letter =>
      [letter, `${letter}${letter}`, `a${letter}b`].some(word => {
        const found = [...gramsIn(`x${word}y ${word}`)];
        return !gramsOf(Buffer.from(word), true).every(([from, end]) =>
          found.some(gram => gram >= from && gram < end),
        );
      }),
    );
    expect(missed).toEqual([]);
  });
});
