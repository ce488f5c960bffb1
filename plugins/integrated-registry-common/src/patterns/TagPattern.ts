import { message, Message, MessageCode } from '../messages';
import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { patternLimits } from './patternLimits';

/** A regular expression that cannot be used, and what to write instead. @public */
export class TagPatternError extends Error {
  readonly name = 'TagPatternError';

  constructor(readonly reason: Message) {
    super(reason.text);
  }
}

interface Refused {
  form: RegExp;
  code: Extract<
    MessageCode,
    | 'TAG_PATTERN_LOOK_AHEAD'
    | 'TAG_PATTERN_LOOK_BEHIND'
    | 'TAG_PATTERN_BACK_REFERENCE'
    | 'TAG_PATTERN_ATOMIC'
    | 'TAG_PATTERN_UNICODE_CLASS'
  >;
  /** Does it mean the same within brackets? */
  inClass?: boolean;
}

/** What other engines know and RE2 does not: it could not be matched in linear time. */
const refusedForms: readonly Refused[] = [
  {
    form: /^\(\?(?:=|!)/,
    code: 'TAG_PATTERN_LOOK_AHEAD',
  },
  {
    form: /^\(\?<(?:=|!)/,
    code: 'TAG_PATTERN_LOOK_BEHIND',
  },
  {
    form: /^\\(?:[1-9]|k<)/,
    code: 'TAG_PATTERN_BACK_REFERENCE',
  },
  {
    form: /^(?:\(\?>|(?:[*+?]|\{\d+(?:,\d*)?\})\+)/,
    code: 'TAG_PATTERN_ATOMIC',
  },
  {
    form: /^\\[pP]/,
    code: 'TAG_PATTERN_UNICODE_CLASS',
    inClass: true,
  },
];

const refusedInClasses = refusedForms.filter(({ inClass }) => inClass);

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

/** What is wrong with a tag pattern, for a person; undefined where it can be used. */
export function findTagPatternProblem(pattern: string): Message | undefined {
  try {
    TagPattern.parse(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof TagPatternError) {
      return error.reason;
    }
    throw error;
  }
}

function findProblem(pattern: string): Message | undefined {
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at, at + 16);
    const refused = (inClass ? refusedInClasses : refusedForms).find(
      ({ form }) => form.test(rest),
    );
    if (refused) {
      return message(refused.code, {
        found: refused.form.exec(rest)?.[0] ?? '',
      });
    }
    const repeated = inClass ? null : /^\{(\d+)(?:,(\d*))?\}/.exec(rest);
    const most = Math.max(Number(repeated?.[1]), Number(repeated?.[2] || 0));
    if (most > patternLimits.tagPatternRepetition) {
      return message('TAG_PATTERN_REPEATS', {
        times: String(most),
        max: patternLimits.tagPatternRepetition,
      });
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

function explain(error: RE2JSException): Message {
  if (!(error instanceof RE2JSSyntaxException)) {
    return message('TAG_PATTERN_UNUSABLE');
  }
  const problem = error.getDescription();
  return problem === 'invalid repeat count'
    ? message('TAG_PATTERN_REPEAT_COUNT', {
        problem,
        max: patternLimits.tagPatternRepetition,
      })
    : message('TAG_PATTERN_SYNTAX', { problem });
}
