import { z } from 'zod';

/** Control characters, which neither a database nor a log nor a header takes well. */
const NO_CONTROL_CHARACTERS = /^\P{Cc}*$/u;
/** The same, but lines and tabs are allowed. */
const LINES_AND_TABS_ONLY = /^(?:\P{Cc}|[\n\r\t])*$/u;

/** Says that a field is missing, rather than "expected string, received undefined". */
export function requiredText(what: string) {
  return z.string({
    error: issue =>
      issue.input === undefined
        ? `${what} is missing`
        : `${what} must be a text`,
  });
}

function tooLong(what: string, max: number): string {
  return `${what} is too long: at most ${max.toLocaleString(
    'en-US',
  )} characters are allowed`;
}

/** One line without spaces around it. */
export function lineOfText(what: string, max: number) {
  return requiredText(what)
    .trim()
    .min(1, { error: `${what} is empty`, abort: true })
    .max(max, { error: tooLong(what, max), abort: true })
    .regex(NO_CONTROL_CHARACTERS, {
      error: `${what} must not contain line breaks or other control characters`,
      abort: true,
    });
}

/** Any number of lines, also none. */
export function linesOfText(what: string, max: number) {
  return requiredText(what)
    .max(max, { error: tooLong(what, max), abort: true })
    .regex(LINES_AND_TABS_ONLY, {
      error: `${what} must not contain control characters`,
      abort: true,
    });
}

/** One line, taken as it is: a search text, an id, a cursor, a secret. */
export function verbatimText(what: string, max: number) {
  return requiredText(what)
    .max(max, { error: tooLong(what, max), abort: true })
    .regex(NO_CONTROL_CHARACTERS, {
      error: `${what} must not contain line breaks or other control characters`,
      abort: true,
    });
}
