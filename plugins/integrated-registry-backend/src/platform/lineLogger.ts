import { LoggerService } from '@backstage/backend-plugin-api';
import { foreignLine } from 'backstage-plugin-integrated-registry-common';

type Meta = NonNullable<Parameters<LoggerService['error']>[1]>;

/** Characters of a line. */
const MAX_LINE = 2_000;

/**
 * A logger that writes what others have said, such as registries and the owners of integrations, on one
 * line of bounded length, with what is invisible written out. A line cannot pass for two.
 */
export function lineLogger(logger: LoggerService): LoggerService {
  const write =
    (level: 'error' | 'warn' | 'info' | 'debug') =>
    (message: string, meta?: Meta) =>
      logger[level](
        foreignLine(message, MAX_LINE),
        ...(meta === undefined ? [] : [inLines(meta)]),
      );
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    child: meta => lineLogger(logger.child(meta)),
  };
}

function inLines(meta: Meta): Meta {
  if (!(meta instanceof Error)) {
    return Object.fromEntries(
      Object.entries(meta).map(([name, value]) => [
        name,
        typeof value === 'string' ? foreignLine(value, MAX_LINE) : value,
      ]),
    );
  }
  const { name, message, stack = '' } = meta;
  return Object.assign(new Error(foreignLine(message, MAX_LINE)), {
    name,
    stack: foreignLine(stack, MAX_LINE),
  });
}
