/** What stands behind the `@` of a digest, whole or not. */
const DIGEST = /^(?:$|(?:sha|md)\d+(?:$|:)|[^@/:]+:[0-9a-f]{32})/i;

/**
 * Does a user name or password stand before a host in the text, as in
 * `https://user:password@registry.example.com/team/app`? People paste addresses with their
 * credential where an image reference is asked for.
 *
 * @public
 */
export function hasUserInfo(text: string): boolean {
  return endOfUserInfo(text) >= 0;
}

/**
 * The text without what may be a credential in it, to be shown: user name and password, and what
 * stands behind `?` or `#`.
 *
 * @public
 */
export function withoutCredential(text: string): string {
  const end = endOfUserInfo(text);
  const shown = end < 0 ? text : `…${text.slice(end)}`;
  return shown.replace(/[?#].*$/s, '?…');
}

/** Where the `@` behind it is; -1 where there is none. Passwords are written with `@` and `/` too. */
function endOfUserInfo(text: string): number {
  for (
    let at = text.lastIndexOf('@');
    at >= 0;
    at = at === 0 ? -1 : text.lastIndexOf('@', at - 1)
  ) {
    if (!DIGEST.test(text.slice(at + 1))) {
      return at;
    }
  }
  return -1;
}
