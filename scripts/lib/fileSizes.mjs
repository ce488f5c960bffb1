// A file that does not fit on a few screens holds more than one subject.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './run.mjs';

const MOST_LINES = 300;

/** Tells whether every source file in the repository has at most 300 lines. */
export async function checkFileSizes() {
  const files = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    { cwd: root, encoding: 'utf8' },
  )
    .split('\0')
    .filter(path => /\.[cm]?[jt]sx?$/.test(path));
  const long = files
    .map(path => ({ path, lines: countLines(path) }))
    .filter(({ path, lines }) => lines > MOST_LINES);
  for (const { path, lines } of long) {
    say(
      `${path} has ${lines} lines, more than ${MOST_LINES}: split it by subject`,
    );
  }
  return long.length === 0;
}

function countLines(path) {
  try {
    return readFileSync(join(root, path), 'utf8').split('\n').length - 1;
  } catch (error) {
    // Git still lists a file that has just been removed.
    if (error.code === 'ENOENT') {
      return 0;
    }
    throw error;
  }
}
