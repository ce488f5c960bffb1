import {
  TagList,
  VersionLine,
} from 'backstage-plugin-integrated-registry-common';
import { lineNumber } from './PlainVersion';
import { NOT_LISTED } from './searchTags';
import { TagTable } from './TagTable';

/** Of one list. */
const MAX_LINES = 20;

/**
 * The newest version lines of the names that are listed, with how many there are of each.
 *
 * @param numbers - the line of each name, -1 where it has none
 */
export function versionLines(
  table: TagTable,
  numbers: Float64Array,
  groups: Uint8Array,
): Pick<TagList, 'lines' | 'moreLines'> {
  /** The newest first. */
  const newest: number[] = [];
  let least = -1;
  let hasMore = false;
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at];
    if (number < 0 || groups[at] === NOT_LISTED) {
      continue;
    }
    if (number < least) {
      hasMore = true;
    } else if (!newest.includes(number)) {
      hasMore ||= newest.length === MAX_LINES;
      newest.push(number);
      newest.sort((a, b) => b - a);
      newest.length = Math.min(newest.length, MAX_LINES);
      least = newest[MAX_LINES - 1] ?? -1;
    }
  }
  const lines = new Map<number, VersionLine>(
    newest.map(number => [number, { line: '', tags: 0 }]),
  );
  for (let at = 0; at < numbers.length; at++) {
    const line =
      numbers[at] >= Math.max(0, least) && groups[at] !== NOT_LISTED
        ? lines.get(numbers[at])
        : undefined;
    if (line) {
      line.tags += 1;
      line.line ||= lineOf(table.name(at));
    }
  }
  return {
    ...(lines.size > 0 && { lines: [...lines.values()] }),
    ...(hasMore && { moreLines: true }),
  };
}

/** As it is written in a name, which may be `24.04`. */
function lineOf(name: string): string {
  return /\d+\.\d+/.exec(name)?.[0] ?? '';
}

/** The number of a line as it is written. */
export function parseLine(line: string): number {
  const [first, second] = line.split('.').map(Number);
  return lineNumber(first, second);
}
