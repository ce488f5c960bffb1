import { TagConventions } from './TagConventions';

/**
 * What stands before the first number or date of a tag, and which of the two that is: only tags with the
 * same stem are older and newer than each other. Undefined where the tag has neither.
 */
export function tagStem(
  name: string,
  conventions: TagConventions,
): string | undefined {
  const words: string[] = [];
  for (const token of conventions.tokens(name)) {
    if (token.kind === 'numbers' || token.kind === 'date') {
      return [...words, token.kind].join(' ');
    }
    words.push(token.text);
  }
  return undefined;
}
