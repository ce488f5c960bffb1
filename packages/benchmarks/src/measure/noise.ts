import { createHash } from 'node:crypto';
import { median, ms, percentile } from './statistics';

const block = Buffer.alloc(1024 * 1024, 'noise');

/** The same work again and again, in milliseconds: what takes longer now and then is the machine. */
export function calibrate(): number[] {
  return Array.from({ length: 200 }, () => {
    const from = performance.now();
    createHash('sha256').update(block).digest();
    return performance.now() - from;
  });
}

export function describeNoise(loops: readonly number[]): string {
  const middle = median(loops);
  const more = (value: number) =>
    `+${Math.round((value / middle - 1) * 100)} %`;
  return `a fixed loop takes ${ms(middle)}; p95 ${more(
    percentile(loops, 95),
  )}, slowest ${more(Math.max(...loops))}`;
}
