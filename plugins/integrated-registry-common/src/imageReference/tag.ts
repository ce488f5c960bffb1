import { message, Message } from '../messages';

/** Source: OCI distribution specification 1.1, "Pulling manifests", `<reference>` as a tag. */
export const MAX_TAG_LENGTH = 128;

/** Why a tag is none, or `undefined` where it is one. @public */
export function findTagProblem(tag: string): Message | undefined {
  if (tag === '') {
    return message('TAG_EMPTY');
  }
  if (tag.length > MAX_TAG_LENGTH) {
    return message('TAG_TOO_LONG', {
      max: MAX_TAG_LENGTH,
      length: tag.length,
    });
  }
  if (/^[.-]/.test(tag)) {
    return message('TAG_BEGINNING');
  }
  const wrong = /[^\w.-]/u.exec(tag);
  if (wrong) {
    return message('TAG_CHARACTER', { character: JSON.stringify(wrong[0]) });
  }
  return undefined;
}
