import { messages } from './en';
import { flatten } from './texts';
import { PlainTextKey, Translate } from './translationRef';

const known = flatten(messages);

/** A text that comes with a code. */
export interface CodedText {
  code?: string;
  /** English. */
  text: string;
}

/**
 * A text in the language of the portal. One whose code has no text here, such as that of a type which
 * another module adds, stays as it came.
 *
 * @param group - the key below which the codes are
 */
export function wordCode(
  group: 'hints',
  { code, text }: CodedText,
  t: Translate,
): string {
  const key = `${group}.${code}`;
  return key in known ? t(key as PlainTextKey) : text;
}
