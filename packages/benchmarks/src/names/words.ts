import { readFileSync } from 'node:fs';

/** Common English words of 4 to 10 letters, in the order of the alphabet. Source: SCOWL, see `words/Copyright`. */
export function readWords(): string[] {
  return readFileSync(require.resolve('./words/words.txt'), 'utf8')
    .trim()
    .split('\n');
}
