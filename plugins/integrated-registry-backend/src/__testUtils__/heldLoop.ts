import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long the event loop was held at once while something was done, in milliseconds. */
export async function heldLoop(action: () => Promise<unknown>) {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  // The first reading includes the start.
  await new Promise(resolve => setTimeout(resolve, 20));
  delays.enable();
  await new Promise(resolve => setTimeout(resolve, 20));
  delays.reset();
  await action();
  await new Promise(resolve => setTimeout(resolve, 20));
  delays.disable();
  return delays.max / 1e6;
}
