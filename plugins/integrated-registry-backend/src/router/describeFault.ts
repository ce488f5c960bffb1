import { isError } from '@backstage/errors';

/** Errors of the language itself, whose messages name parts of the program. */
const OF_THE_PROGRAM = new Set(['RangeError', 'ReferenceError', 'TypeError']);
const MAX_FRAMES = 8;
const MAX_MESSAGE = 300;

/**
 * What the log says of an error that nobody expected: its kind, its code and where it came from. Its
 * message only where it can hold no value: those of libraries quote statements, values and addresses.
 */
export function describeFault(error: unknown): string {
  if (!isError(error)) {
    return `something was thrown that is no error (${typeof error})`;
  }
  const { name, code } = error;
  const message = OF_THE_PROGRAM.has(name)
    ? `: ${error.message.slice(0, MAX_MESSAGE)}`
    : '';
  return [
    `${name}${isCode(code) ? ` ${code}` : ''}${message}`,
    ...framesOf(error),
  ].join(' ');
}

function isCode(code: unknown): code is string {
  return typeof code === 'string' && /^[A-Za-z0-9_]{1,50}$/.test(code);
}

/** Lines of the stack below its head, which repeats the message. */
function framesOf({ stack = '', message }: Error): string[] {
  const head = stack.indexOf(message);
  return stack
    .slice(head < 0 ? 0 : head + message.length)
    .split('\n')
    .map(line => line.trim())
    .filter(line => /^at .+:\d+:\d+\)?$/.test(line))
    .slice(0, MAX_FRAMES);
}
