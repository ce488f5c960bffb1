/** One place of a glob: what it takes, and what it does then. */
export interface GlobPlace {
  /**
   * `one` takes a character and goes on. `some` takes any number of them. `parts` takes any number of
   * whole parts of a name, each with the slash behind it.
   */
  kind: 'one' | 'some' | 'parts';
  takes(character: number): boolean;
}

/** Outside of ASCII all characters are the same here: none can stand in a repository's name. */
export const ASCII = 128;
export const SLASH = 0x2f;

const anything = () => true;
const withinPart = (character: number) => character !== SLASH;
const star: GlobPlace = { kind: 'some', takes: withinPart };
const parts: GlobPlace = { kind: 'parts', takes: anything };
const rest: GlobPlace[] = [
  { kind: 'one', takes: anything },
  { kind: 'some', takes: anything },
];

function literal(character: number): GlobPlace {
  return { kind: 'one', takes: taken => taken === character };
}

/**
 * Takes a glob apart: `*` is any text within one part of a name, `**` as a whole part is any number
 * of parts, `?` one character, `[a-z]` and `[!a-z]` one of a class; a backslash takes the next
 * character as it is. Braces and extended globs are not read.
 */
export function readGlob(glob: string): GlobPlace[] {
  const segments = glob.split(/\/+/);
  const places: GlobPlace[] = [];
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === '**') {
      if (last) {
        places.push(...rest);
      } else if (places.at(-1) !== parts) {
        places.push(parts);
      }
      return;
    }
    places.push(...readSegment(segment));
    if (!last) {
      places.push(literal(SLASH));
    }
  });
  return places;
}

function readSegment(segment: string): GlobPlace[] {
  const places: GlobPlace[] = [];
  for (let at = 0; at < segment.length; at++) {
    switch (segment[at]) {
      case '*':
        if (places.at(-1) !== star) {
          places.push(star);
        }
        break;
      case '?':
        places.push({ kind: 'one', takes: withinPart });
        break;
      case '[': {
        const end = endOfClass(segment, at);
        if (end === undefined) {
          places.push(literal(codeAt(segment, at)));
        } else {
          places.push(readClass(segment.slice(at + 1, end)));
          at = end;
        }
        break;
      }
      case '\\':
        at = Math.min(at + 1, segment.length - 1);
        places.push(literal(codeAt(segment, at)));
        break;
      default:
        places.push(literal(codeAt(segment, at)));
    }
  }
  return places;
}

/** Where a class ends; one without an end is taken as it is. */
function endOfClass(segment: string, start: number): number | undefined {
  const first = /[!^]/.test(segment[start + 1] ?? '') ? start + 2 : start + 1;
  // A bracket that comes first belongs to the class.
  const end = segment.indexOf(']', first + 1);
  return end === -1 ? undefined : end;
}

function readClass(text: string): GlobPlace {
  const negated = /^[!^]/.test(text);
  const members = negated ? text.slice(1) : text;
  const known = new Uint8Array(ASCII + 1);
  for (let at = 0; at < members.length; at++) {
    const from = codeAt(members, at);
    const ranged = members[at + 1] === '-' && at + 2 < members.length;
    const to = ranged ? codeAt(members, at + 2) : from;
    at += ranged ? 2 : 0;
    known.fill(1, from, to + 1);
  }
  return {
    kind: 'one',
    takes: character =>
      character !== SLASH && (known[character] === 1) !== negated,
  };
}

/** Never `ASCII` itself, which stands for all that is in no glob. */
function codeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < ASCII ? code : ASCII + 1;
}
