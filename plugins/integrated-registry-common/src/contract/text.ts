import { z } from 'zod';
import { message, MessageCode } from '../messages';
import { issueText } from './issueTexts';

/** What a text is: names it where it is wrong, and labels its input. @public */
export type FieldCode = Extract<MessageCode, `FIELD_${string}`>;

/** Help below an input. @public */
export type HelpCode = Extract<MessageCode, `HELP_${string}`>;

/** Control characters, which neither a database nor a log nor a header takes well. */
const NO_CONTROL_CHARACTERS = /^\P{Cc}*$/u;
/** The same, but lines and tabs are allowed. */
const LINES_AND_TABS_ONLY = /^(?:\P{Cc}|[\n\r\t])*$/u;

/** Says that a field is missing, rather than "expected string, received undefined". */
export function requiredText(what: FieldCode) {
  const named = { what: message(what) };
  const missing = issueText('TEXT_MISSING', named);
  const noText = issueText('TEXT_EXPECTED', named);
  return z.string({
    error: issue => (issue.input === undefined ? missing : noText),
  });
}

function tooLong(what: FieldCode, max: number): string {
  return issueText('TEXT_TOO_LONG', { what: message(what), max });
}

/** One line without spaces around it. */
export function lineOfText(what: FieldCode, max: number) {
  return requiredText(what)
    .trim()
    .min(1, {
      error: issueText('TEXT_EMPTY', { what: message(what) }),
      abort: true,
    })
    .max(max, { error: tooLong(what, max), abort: true })
    .regex(NO_CONTROL_CHARACTERS, {
      error: issueText('TEXT_CONTROL_CHARACTERS', { what: message(what) }),
      abort: true,
    });
}

/** Any number of lines, also none. */
export function linesOfText(what: FieldCode, max: number) {
  return requiredText(what)
    .max(max, { error: tooLong(what, max), abort: true })
    .regex(LINES_AND_TABS_ONLY, {
      error: issueText('TEXT_CONTROL_CHARACTERS_BUT_LINES', {
        what: message(what),
      }),
      abort: true,
    });
}

/** One line, taken as it is: a search text, an id, a cursor, a secret. */
export function verbatimText(what: FieldCode, max: number) {
  return requiredText(what)
    .max(max, { error: tooLong(what, max), abort: true })
    .regex(NO_CONTROL_CHARACTERS, {
      error: issueText('TEXT_CONTROL_CHARACTERS', { what: message(what) }),
      abort: true,
    });
}
