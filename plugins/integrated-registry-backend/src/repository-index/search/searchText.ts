/** How texts are compared: by composed characters in lower case. */
export function normalize(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** The words of a search, each of which must occur. */
export function wordsOf(q: string | undefined): string[] {
  return [
    ...new Set(
      normalize(q ?? '')
        .split(/\s+/)
        .filter(Boolean),
    ),
  ];
}

/** In the order of UTF-8, which is the databases' and not JavaScript's. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) {
      return byteOrder(left) - byteOrder(right);
    }
  }
  return a.length - b.length;
}

/** Surrogates stand for what comes behind every other character. */
function byteOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

const ofWord = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= 0x80 || /[a-z0-9]/.test(String.fromCharCode(byte))),
);

/** Is this byte of UTF-8 part of a word? Of what is not ASCII, everything is. */
export function isOfWord(byte: number): boolean {
  return ofWord[byte] === 1;
}
