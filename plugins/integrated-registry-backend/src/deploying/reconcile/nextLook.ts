import { ClusterError } from 'backstage-plugin-integrated-registry-node';

const SECOND = 1_000;
const FIRST_PAUSE_MS = 5 * SECOND;
/** What a person mends, such as a missing label, is noticed within this. */
const LONGEST_PAUSE_MS = 60 * SECOND;
/** A cluster that is away is asked no more often than this. */
const LONGEST_SILENCE_MS = 300 * SECOND;
/** So that what was due together is not forever. */
const SPREAD = 0.2;

/** When to look again. */
export function nextLook(
  now: Date,
  {
    attempts,
    intervalMs,
    error,
  }: {
    /** Failed looks in a row. */
    attempts: number;
    intervalMs: number;
    error?: Pick<ClusterError, 'code' | 'retryAfter'>;
  },
): Date {
  const longest =
    error?.code === 'UNREACHABLE' ? LONGEST_SILENCE_MS : LONGEST_PAUSE_MS;
  const pause =
    attempts === 0
      ? intervalMs
      : Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), longest);
  const asked = SECOND * Math.min(error?.retryAfter ?? 0, 3_600);
  const spread = 1 + SPREAD * (Math.random() - 0.5);
  return new Date(now.getTime() + Math.max(asked, pause * spread));
}
