import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { patternLimits } from './patternLimits';

/** A regular expression that cannot be used, and what to write instead. @public */
export class TagPatternError extends Error {
  readonly name = 'TagPatternError';
}

interface Refused {
  form: RegExp;
  what: string;
  instead: string;
  /** Does it mean the same within brackets? */
  inClass?: boolean;
}

/** What other engines know and RE2 does not: it could not be matched in linear time. */
const refusedForms: readonly Refused[] = [
  {
    form: /^\(\?(?:=|!)/,
    what: 'a look-ahead',
    instead:
      'say what the tag must be, such as \\d+\\.\\d+\\.\\d+, or use semverRange',
  },
  {
    form: /^\(\?<(?:=|!)/,
    what: 'a look-behind',
    instead:
      'say what the tag must be, such as \\d+\\.\\d+\\.\\d+, or use semverRange',
  },
  {
    form: /^\\(?:[1-9]|k<)/,
    what: 'a back-reference',
    instead: 'write out what may be repeated, such as (?:a-a|b-b)',
  },
  {
    form: /^(?:\(\?>|(?:[*+?]|\{\d+(?:,\d*)?\})\+)/,
    what: 'an atomic group or a possessive quantifier',
    instead: 'write a plain group or quantifier',
  },
  {
    form: /^\\[pP]/,
    what: 'a Unicode class',
    instead: 'name the characters a tag can have, such as [A-Za-z0-9_.-]',
    inClass: true,
  },
];

const refusedInClasses = refusedForms.filter(({ inClass }) => inClass);

/** What RE2's own words leave open. */
const HINTS: Record<string, string> = {
  'invalid repeat count': `A part may be repeated at most ${patternLimits.tagPatternRepetition} times`,
};

/**
 * A regular expression the whole tag must match, in the syntax of RE2: it takes a time that grows
 * with the length of the tag, whatever is in the expression.
 *
 * Source: https://github.com/google/re2/wiki/Syntax
 *
 * @public
 */
export class TagPattern {
  readonly #pattern: RE2JS;

  /** @throws TagPatternError */
  static parse(pattern: string): TagPattern {
    const problem = findProblem(pattern);
    if (problem) {
      throw new TagPatternError(problem);
    }
    try {
      // By itself first, so that `a)|(b` does not become whole by what is put around it.
      RE2JS.compile(pattern);
      return new TagPattern(RE2JS.compile(`^(?:${pattern})$`));
    } catch (error) {
      if (error instanceof RE2JSException) {
        throw new TagPatternError(explain(error));
      }
      throw error;
    }
  }

  private constructor(pattern: RE2JS) {
    this.#pattern = pattern;
  }

  matches(tag: string): boolean {
    return this.#pattern.matches(tag);
  }
}

/** What is wrong with a tag pattern, for a person; undefined where it can be used. @public */
export function findTagPatternProblem(pattern: string): string | undefined {
  try {
    TagPattern.parse(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof TagPatternError) {
      return error.message;
    }
    throw error;
  }
}

function findProblem(pattern: string): string | undefined {
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at, at + 16);
    const refused = (inClass ? refusedInClasses : refusedForms).find(
      ({ form }) => form.test(rest),
    );
    if (refused) {
      const found = refused.form.exec(rest)?.[0];
      return `The tag pattern contains ${refused.what}, ${found}, which is not supported. Instead, ${refused.instead}`;
    }
    const repeated = inClass ? null : /^\{(\d+)(?:,(\d*))?\}/.exec(rest);
    const most = Math.max(Number(repeated?.[1]), Number(repeated?.[2] || 0));
    if (most > patternLimits.tagPatternRepetition) {
      return `The tag pattern repeats a part ${most} times, and no tag is longer than ${patternLimits.tagPatternRepetition} characters. Repeat it fewer times`;
    }
    switch (pattern[at]) {
      case '\\':
        at += 1;
        break;
      case '[':
        inClass = true;
        break;
      case ']':
        inClass = false;
        break;
      default:
    }
  }
  return undefined;
}

function explain(error: RE2JSException): string {
  if (!(error instanceof RE2JSSyntaxException)) {
    return 'The tag pattern is not a regular expression that can be used. Write a simpler one';
  }
  const what = error.getDescription();
  const hint =
    HINTS[what] ??
    'Regular expressions have the syntax of RE2, see https://github.com/google/re2/wiki/Syntax';
  return `The tag pattern is not a regular expression: ${what}. ${hint}`;
}
