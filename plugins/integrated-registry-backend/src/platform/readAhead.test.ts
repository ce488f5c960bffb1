import { heldMemory, MEBIBYTE } from '../__testUtils__/heldMemory';
import { readAhead } from './readAhead';

/** Pages of a mebibyte each. */
async function* pages(count: number) {
  for (let at = 0; at < count; at++) {
    yield { at, items: Array.from({ length: MEBIBYTE / 8 }, () => at) };
  }
}

describe('reading ahead', () => {
  it('has the next page under way while one is worked on, in their order', async () => {
    const asked: number[] = [];
    async function* source() {
      for (let at = 0; at < 3; at++) {
        asked.push(at);
        yield at;
      }
    }
    const seen: [number, number][] = [];
    for await (const at of readAhead(source(), new AbortController().signal)) {
      seen.push([at, asked.length]);
    }
    expect(seen).toEqual([
      [0, 2],
      [1, 3],
      [2, 3],
    ]);
  });

  it('holds no page that has been worked on', async () => {
    const { signal } = new AbortController();
    let early = 0;
    let late = 0;
    for await (const { at } of readAhead(pages(60), signal)) {
      if (at === 5) {
        early = await heldMemory();
      }
      if (at === 55) {
        late = await heldMemory();
      }
    }
    expect(late - early).toBeLessThan(5 * MEBIBYTE);
  });

  it('ends at once when it is told to, even in the midst of a page that never comes', async () => {
    const stop = new AbortController();
    async function* source() {
      yield 'first';
      await new Promise(() => {});
    }
    const walk = async () => {
      for await (const page of readAhead(source(), stop.signal)) {
        expect(page).toBe('first');
        setTimeout(() => stop.abort(new Error('That is enough')), 10);
      }
    };
    await expect(walk()).rejects.toThrow('That is enough');
  });

  it('fails as what it reads from', async () => {
    async function* source() {
      yield 'first';
      throw new Error('The registry has gone');
    }
    const walk = async () => {
      for await (const page of readAhead(
        source(),
        new AbortController().signal,
      )) {
        expect(page).toBe('first');
      }
    };
    await expect(walk()).rejects.toThrow('The registry has gone');
  });
});
