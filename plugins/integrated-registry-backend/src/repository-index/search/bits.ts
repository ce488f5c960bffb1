/** Numbers of texts, a bit each. */
export type Bits = Uint32Array;

/** Texts that may have what is looked for; `all` where that may be most of them. */
export type Candidates = Bits | 'all' | 'none';

export function bitsFor(size: number): Bits {
  return new Uint32Array(Math.ceil(size / 32));
}

export function isSet(bits: Bits, at: number): boolean {
  return ((bits[at >>> 5] >>> (at & 31)) & 1) === 1;
}

/** How many there are. Source: Hacker's Delight, 5-1. */
export function countOf(bits: Bits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at++) {
    let pairs = bits[at];
    pairs -= (pairs >>> 1) & 0x55555555;
    pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
    count += Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** What is among one and the other, which may change. */
export function both(one: Candidates, other: Candidates): Candidates {
  if (one === 'none' || other === 'none') {
    return 'none';
  }
  if (one === 'all' || other === 'all') {
    return one === 'all' ? other : one;
  }
  return and(one, other) ? 'none' : one;
}

/**
 * Leaves what both have.
 *
 * @param begin - where the others are
 * @returns is nothing left?
 */
export function and(bits: Bits, others: Bits, begin = 0): boolean {
  let any = 0;
  for (let at = 0; at < bits.length; at++) {
    any |= bits[at] &= others[begin + at];
  }
  return any === 0;
}

/** Adds what the others have. */
export function or(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at++) {
    bits[at] |= others[at];
  }
}
