import { parse, SemVer } from 'semver';
import { MIN_HASH_DIGITS, TagConventions } from './TagConventions';
import { tagTokens } from './tagTokens';

/** One to three numbers, behind which nothing stands or a dash or a plus. */
const VERSION = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?=$|[-+])/i;
const MAY_BE_HASH = new RegExp(`^\\d{${MIN_HASH_DIGITS},}(?=$|[-+])`);

/**
 * The version a tag names: `1.2.3`, `v1.2`, `2`, `1.2.3-rc.1`. What stands behind a dash is a
 * prerelease, as semver has it.
 *
 * A number of seven or more digits may be a commit hash: it is a version only where the other tags of
 * its repository are numbers like it. A date such as `20240131` is one, unless there are versions with
 * dots.
 */
export function versionOfTag(
  name: string,
  conventions = TagConventions.none,
): SemVer | undefined {
  const found = VERSION.exec(name);
  if (!found || (mayBeHash(name) && !isNumber(found[1], conventions))) {
    return undefined;
  }
  const [read, ...numbers] = found;
  const text = numbers.map(number => Number(number ?? 0)).join('.');
  return (
    parse(`${text}${name.slice(read.length)}`, { loose: true }) ?? undefined
  );
}

/** Do only the other tags of its repository say whether it is a version? */
export function mayBeHash(name: string): boolean {
  return MAY_BE_HASH.test(name);
}

function isNumber(digits: string, conventions: TagConventions): boolean {
  const [token] = tagTokens(digits);
  return token.kind === 'date'
    ? !conventions.hasDottedVersions
    : conventions.isNumber(digits);
}
