/**
 * How long the thread has been on a processor, in milliseconds. Node.js 24 tells this time; before,
 * it is the time of the clock, waiting for a processor included.
 */
export function busyMs(): number {
  const { threadCpuUsage } = process as {
    threadCpuUsage?: () => { user: number; system: number };
  };
  if (!threadCpuUsage) {
    return performance.now();
  }
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1_000;
}
