/**
 * What nobody sees, or what changes the order in which people see the rest: control and format characters,
 * what is ignored by default, the blank of Braille, and half surrogates. An emoji is matched as a whole, to be
 * kept: its selectors and joiners are what it is made of.
 *
 * Source: Unicode Standard Annex #9, and Technical Standard #51, "Emoji ZWJ Sequences".
 */
const INVISIBLE =
  /(\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)*)|[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cs}\u2800]/gu;
const LINE_ENDS = /\r\n|[\r\u0085\u2028\u2029]/g;
const LINES_AND_TABS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Stands where the rest of a text is left out. */
const CUT = '…';

/**
 * A text that others wrote, on one line: at most `most` characters, cut with `…` at the end; line ends and
 * tabs are blanks, and what is invisible or turns the direction is written as `‹U+202E›`. A text that has
 * been through it stays as it is.
 *
 * @param most - in UTF-16 code units, at least 1
 * @public
 */
export function foreignLine(text: string, most: number): string {
  return bounded(text.trim(), most, head =>
    mark(head.replace(LINES_AND_TABS, ' ')),
  ).trim();
}

/**
 * A text that others wrote, as `foreignLine`, with its lines and tabs.
 *
 * @param most - in UTF-16 code units, at least 1
 * @public
 */
export function foreignText(text: string, most: number): string {
  return bounded(text, most, head =>
    head
      .replace(LINE_ENDS, '\n')
      .split('\n')
      .map(line => line.split('\t').map(mark).join('\t'))
      .join('\n'),
  );
}

/** Cut first, so that a text of megabytes costs what a short one costs. */
function bounded(
  text: string,
  most: number,
  clean: (head: string) => string,
): string {
  const cleaned = clean(whole(text.slice(0, most)));
  return text.length > most || cleaned.length > most
    ? `${whole(cleaned.slice(0, most - 1))}${CUT}`
    : cleaned;
}

/** Without half a surrogate pair at the end, where a text was cut in it. */
function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}

function mark(text: string): string {
  return text.replace(INVISIBLE, (found, emoji?: string) => {
    if (emoji !== undefined) {
      return emoji;
    }
    const code = Number(found.codePointAt(0));
    return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
  });
}
