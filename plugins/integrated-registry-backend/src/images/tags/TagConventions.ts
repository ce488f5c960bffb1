import { Tag } from 'backstage-plugin-integrated-registry-common';
import { setImmediate } from 'node:timers/promises';
import { TagTable } from './TagTable';
import { TagToken, tagTokens } from './tagTokens';

/** Git writes at least so many digits of a commit hash. */
export const MIN_HASH_DIGITS = 7;
const HEXADECIMAL = new RegExp(`[0-9a-f]{${MIN_HASH_DIGITS}}`);

const MAY_MATTER = new RegExp(`\\d{${MIN_HASH_DIGITS}}`);
/** So many names are read before others get their turn. */
const AT_A_TIME = 2_000;

/**
 * What the tags of one repository say together. A number of seven or more digits may be a version, a
 * build number or a commit hash without a letter in it, and only the other tags tell which.
 */
export class TagConventions {
  /** Where nothing is known of other tags. */
  static readonly none = new TagConventions();

  /** What stands before commit hashes; empty for those at the beginning of a tag. */
  readonly #beforeHashes = new Set<string>();
  /** How many tags begin with a number of so many digits. */
  readonly #lengths = new Map<number, number>();
  #hasDottedVersions = false;

  static async of(list: readonly Tag[] | TagTable): Promise<TagConventions> {
    if (list instanceof TagTable) {
      // Without such a number nothing is in question.
      return MAY_MATTER.test(list.text)
        ? TagConventions.#read(list.size, at => list.name(at))
        : TagConventions.none;
    }
    return TagConventions.#read(list.length, at => list[at].name);
  }

  static async #read(
    size: number,
    nameAt: (at: number) => string,
  ): Promise<TagConventions> {
    const conventions = new TagConventions();
    for (let at = 0; at < size; at++) {
      conventions.#add(nameAt(at));
      if (at % AT_A_TIME === AT_A_TIME - 1) {
        await setImmediate();
      }
    }
    return conventions;
  }

  /** Does a repository have versions such as `1.2`, beside which a date is none? */
  get hasDottedVersions(): boolean {
    return this.#hasDottedVersions;
  }

  /** The parts of a tag, with numbers that are commit hashes known as such. */
  *tokens(name: string): Generator<TagToken> {
    let before: TagToken | undefined;
    for (const token of tagTokens(name)) {
      const isHash =
        token.kind === 'numbers' &&
        token.isAlone &&
        token.parts.length === 1 &&
        !this.isNumber(token.parts[0], placeBehind(before));
      before = isHash ? { kind: 'hash', text: token.parts[0] } : token;
      yield before;
    }
  }

  /**
   * Is it a number, or a commit hash? Behind a word it is a number, unless the same word stands before
   * hashes. At the beginning of a tag it is a hash, unless others have as many digits and the repository
   * has neither hashes nor versions with dots.
   */
  isNumber(digits: string, before = ''): boolean {
    const { length } = digits;
    if (length < MIN_HASH_DIGITS) {
      return true;
    }
    if (this.#beforeHashes.has(before)) {
      return false;
    }
    if (before !== '') {
      return true;
    }
    const similar = [length - 1, length, length + 1]
      .map(count => this.#lengths.get(count) ?? 0)
      .reduce((sum, count) => sum + count);
    return !this.#hasDottedVersions && similar > 1;
  }

  #add(name: string): void {
    const mayHoldHash = HEXADECIMAL.test(name);
    let before: TagToken | undefined;
    for (const token of tagTokens(name)) {
      if (token.kind === 'hash') {
        this.#beforeHashes.add(placeBehind(before));
      }
      if (token.kind === 'numbers' && before === undefined) {
        const [{ length }, ...more] = token.parts;
        this.#hasDottedVersions ||= more.length > 0;
        if (token.isAlone && more.length === 0) {
          this.#lengths.set(length, (this.#lengths.get(length) ?? 0) + 1);
        }
      }
      if (!mayHoldHash) {
        break;
      }
      before = token;
    }
  }
}

/** Where a part of a tag stands, by the part before it. */
function placeBehind(before: TagToken | undefined): string {
  if (before === undefined) {
    return '';
  }
  return before.kind === 'word' ? before.text : '#';
}
