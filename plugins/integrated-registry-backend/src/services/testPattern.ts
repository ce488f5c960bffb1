import { runInNewContext } from 'node:vm';

const DEADLINE_MS = 100;

/**
 * Tests a text against a pattern that somebody else wrote. One that would take for ever counts as
 * not matching, and holds nobody else up for longer than a moment.
 */
export function testPattern(pattern: RegExp, text: string): boolean {
  try {
    return Boolean(
      runInNewContext(
        'new RegExp(source, flags).test(text)',
        { source: pattern.source, flags: pattern.flags, text },
        { timeout: DEADLINE_MS },
      ),
    );
  } catch {
    return false;
  }
}
