/** Source: OCI distribution specification 1.1, "Pulling manifests", `<reference>` as a tag. */
export const MAX_TAG_LENGTH = 128;

/** Why a tag is none, or `undefined` where it is one. */
export function findTagProblem(tag: string): string | undefined {
  if (tag === '') {
    return 'The tag is empty. Write it behind the colon, such as app:1.2.0, or leave the colon out';
  }
  if (tag.length > MAX_TAG_LENGTH) {
    return `The tag is too long: at most ${MAX_TAG_LENGTH} characters are allowed, but it has ${tag.length}`;
  }
  if (/^[.-]/.test(tag)) {
    return 'A tag must not begin with . or -. Write it such as app:1.2.0';
  }
  const wrong = /[^\w.-]/u.exec(tag);
  if (wrong) {
    return `A tag must not have ${JSON.stringify(
      wrong[0],
    )} in it: it is made of letters, digits and _ . -, such as app:1.2.0`;
  }
  return undefined;
}
