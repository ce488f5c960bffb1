import { LoggerService } from '@backstage/backend-plugin-api';
import { foreignLine } from 'backstage-plugin-integrated-registry-common';

/** Characters of a line of a task's log, and of a message. */
const MAX_LINE = 1_000;
const MAX_LINES = 50;

type TaskLog = Pick<LoggerService, 'info' | 'warn'>;

/**
 * A log in which everything is on one line of bounded length, with what is invisible written out: the page
 * of a task shows all of it at once, whatever a registry or a template says.
 */
export function inLines(
  log: TaskLog,
): Record<keyof TaskLog, (text: string) => void> {
  return {
    info: text => log.info(foreignLine(text, MAX_LINE)),
    warn: text => log.warn(foreignLine(text, MAX_LINE)),
  };
}

/** The message of an error: these lines, each as in the log. */
export function messageOf(lines: readonly string[]): string {
  const left = lines.length - MAX_LINES;
  return [
    ...lines.slice(0, MAX_LINES).map(line => foreignLine(line, MAX_LINE)),
    ...(left > 0 ? [`… and ${left} more`] : []),
  ].join('\n');
}
