import { answerLimits } from '../transport';

const [QUOTE, COMMA, COLON, OPEN, CLOSE, SPACE, DOT, DASH] = Array.from(
  '",:[] .-',
  character => character.charCodeAt(0),
);
const MAX_LENGTH = 128;
/** More looks at the table of names than this for each are no accident. */
const MAX_LOOKS = 8;

const inNames = new Uint8Array(256);
for (const character of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.-') {
  inNames[character.charCodeAt(0)] = 1;
}

/**
 * Names of tags as one text: a list of a hundred thousand texts takes ten times the time to make, and
 * several times the memory. Each is a name that a client can pull, and is there once.
 *
 * Source of the grammar: OCI distribution specification 1.1, section "Pulling manifests".
 *
 * @public
 */
export class TagNames {
  /** In ASCII; behind each name a space. */
  readonly text: string;
  /** How many there are. */
  readonly length: number;

  /**
   * The names in the list `tags` of an answer, straight from its bytes. Undefined where anything about it is
   * unusual, such as a name that is no tag or comes twice: then the answer is to be taken apart.
   */
  static read(json: Buffer): TagNames | undefined {
    const begin = beginOfList(json);
    const packed = begin === undefined ? undefined : packList(json, begin);
    if (begin === undefined || !packed) {
      return undefined;
    }
    const around = `${json.toString('utf8', 0, begin)}${json.toString(
      'utf8',
      packed.end,
    )}`;
    return isAround(around) && areUnique(packed)
      ? new TagNames(
          packed.bytes.toString('latin1', 0, packed.ends[packed.length - 1]),
          packed.length,
        )
      : undefined;
  }

  private constructor(text: string, length: number) {
    this.text = text;
    this.length = length;
  }

  /** Those names for which `keep` is true. */
  filter(keep: (name: string) => boolean): TagNames {
    const kept = this.text.slice(0, -1).split(' ').filter(keep);
    return new TagNames(kept.map(name => `${name} `).join(''), kept.length);
  }
}

interface Packed {
  bytes: Buffer;
  /** Of each name in `bytes`, behind its space. */
  ends: Uint32Array;
  hashes: Int32Array;
  length: number;
  /** Where the list ends, in the answer. */
  end: number;
}

/** Behind the bracket. */
function beginOfList(json: Buffer): number | undefined {
  const named = json.indexOf('"tags"');
  const colon = named < 0 ? 0 : skipSpace(json, named + '"tags"'.length);
  const bracket = json[colon] === COLON ? skipSpace(json, colon + 1) : 0;
  return json[bracket] === OPEN ? bracket + 1 : undefined;
}

function skipSpace(json: Buffer, from: number): number {
  let at = from;
  while (json[at] <= SPACE) {
    at += 1;
  }
  return at;
}

function packList(json: Buffer, begin: number): Packed | undefined {
  // The shortest name takes four bytes, with its quotes and comma.
  const most = Math.min(
    Math.ceil((json.length - begin) / 4),
    answerLimits.values,
  );
  const bytes = Buffer.allocUnsafe(json.length - begin);
  const ends = new Uint32Array(most);
  const hashes = new Int32Array(most);
  let length = 0;
  let to = 0;
  for (let at = begin; ; at++) {
    at = skipSpace(json, at);
    const first = json[at + 1];
    if (
      json[at] !== QUOTE ||
      first === DOT ||
      first === DASH ||
      length === most
    ) {
      return undefined;
    }
    at += 1;
    const from = at;
    let hash = 0;
    for (let byte = first; inNames[byte] === 1; byte = json[at]) {
      hash = Math.imul(hash, 31) + byte;
      bytes[to++] = byte;
      at += 1;
    }
    if (json[at] !== QUOTE || at === from || at - from > MAX_LENGTH) {
      return undefined;
    }
    bytes[to++] = SPACE;
    ends[length] = to;
    hashes[length] = hash;
    length += 1;
    at = skipSpace(json, at + 1);
    if (json[at] === CLOSE) {
      return { bytes, ends, hashes, length, end: at };
    }
    if (json[at] !== COMMA) {
      return undefined;
    }
  }
}

/** Is the list that was taken out the only one called so, and the rest JSON? */
function isAround(text: string): boolean {
  try {
    const { tags }: { tags?: unknown } = JSON.parse(text);
    return (
      Array.isArray(tags) &&
      tags.length === 0 &&
      text.indexOf('"tags"') === text.lastIndexOf('"tags"')
    );
  } catch {
    return false;
  }
}

function areUnique({ bytes, ends, hashes, length }: Packed): boolean {
  const size = 2 ** Math.ceil(Math.log2(2 * length));
  const table = new Int32Array(size);
  let looks = 0;
  for (let at = 0; at < length; at++) {
    const from = at === 0 ? 0 : ends[at - 1];
    // The upper bits of a product depend on all bits of the hash.
    let slot = (Math.imul(hashes[at], 0x9e3779b1) >>> 7) & (size - 1);
    while (table[slot] !== 0) {
      const other = table[slot] - 1;
      const otherFrom = other === 0 ? 0 : ends[other - 1];
      looks += 1;
      const same =
        hashes[other] === hashes[at] &&
        bytes.compare(bytes, otherFrom, ends[other], from, ends[at]) === 0;
      if (same || looks > MAX_LOOKS * length) {
        return false;
      }
      slot = (slot + 1) & (size - 1);
    }
    table[slot] = at + 1;
  }
  return true;
}
