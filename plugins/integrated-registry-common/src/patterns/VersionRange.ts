import { Range } from 'semver';
import { message, Message } from '../messages';

/** Versions that are excluded are written so by Masterminds, whose ranges Helm, Flux and Argo CD have. */
const EXCLUDED = /!=\s*([^\s|,]+)/g;
/** Prereleases are within it as well, by the same. */
const WITH_PRERELEASES =
  /((?:^|\s|[<>=~^])v?\d+(?:\.\d+)?(?:\.[xX*])+)-0(?=\s|$)/g;

interface Alternative {
  included: Range;
  excluded: readonly Range[];
}

/**
 * A range of versions as npm has it, with the spellings of Masterminds/semver that mean nothing else
 * there: commas, `=>`, `=<`, `!=1.2.3` and `3.x-0`. Where the two disagree, npm's meaning holds: a
 * prerelease is within a range only if the range names one of the same version.
 *
 * Sources: https://github.com/npm/node-semver#ranges, https://github.com/Masterminds/semver#basic-comparisons
 *
 * @public
 */
export class VersionRange {
  readonly #alternatives: readonly Alternative[];

  private constructor(alternatives: readonly Alternative[]) {
    this.#alternatives = alternatives;
  }

  /** Undefined where it is no range. */
  static parse(text: string): VersionRange | undefined {
    try {
      return new VersionRange(text.split('||').map(readAlternative));
    } catch {
      return undefined;
    }
  }

  /**
   * @param version - such as `1.2.3-rc.1`
   * @param options - `prerelease`: prereleases are versions like all others
   */
  includes(version: string, { prerelease = false } = {}): boolean {
    return this.#alternatives.some(
      ({ included, excluded }) =>
        (prerelease ? withPrereleases(included) : included).test(version) &&
        !excluded.some(range => range.test(version)),
    );
  }
}

/** What is wrong with a range; undefined where it can be used. @public */
export function findVersionRangeProblem(text: string): Message | undefined {
  return VersionRange.parse(text)
    ? undefined
    : message('VERSION_RANGE_INVALID', { range: JSON.stringify(text) });
}

function readAlternative(text: string): Alternative {
  const excluded = Array.from(text.matchAll(EXCLUDED), ([, version]) =>
    withPrereleases(new Range(version)),
  );
  const included = text
    .replace(EXCLUDED, ' ')
    .replace(/,/g, ' ')
    .replace(/=>/g, '>=')
    .replace(/=</g, '<=');
  const plain = included.replace(WITH_PRERELEASES, '$1');
  return {
    included: new Range(plain, { includePrerelease: plain !== included }),
    excluded,
  };
}

function withPrereleases(range: Range): Range {
  return new Range(range.raw, { includePrerelease: true });
}
