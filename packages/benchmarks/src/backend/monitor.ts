// Loaded into the backend before anything else: tells the benchmark how the process is.
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { busyMs } from 'registry-simulator';

/** Milliseconds; what the histogram counts is the time between two looks, this included. */
const RESOLUTION = 10;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();

/** The most work between two looks, whatever else the machine had to do meanwhile. */
let heldMax = 0;
let before = busyMs();
setInterval(() => {
  const now = busyMs();
  heldMax = Math.max(heldMax, now - before);
  before = now;
}, RESOLUTION).unref();

const session = new Session();

async function answerProfile(message: 'profile' | 'profiled') {
  if (message === 'profile') {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    process.send?.({ answer: true });
  } else {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    process.send?.({ answer: profile });
  }
}

process.on('message', message => {
  if (message === 'profile' || message === 'profiled') {
    void answerProfile(message);
  } else if (message === 'reset') {
    delay.reset();
    heldMax = 0;
    process.send?.({ answer: true });
  } else if (message === 'read') {
    const at = (percentile: number) =>
      Math.max(0, delay.percentile(percentile) / 1e6 - RESOLUTION);
    const { user, system } = process.cpuUsage();
    process.send?.({
      answer: {
        processorSeconds: (user + system) / 1e6,
        rssBytes: process.memoryUsage.rss(),
        loopDelayP50: at(50),
        loopDelayP99: at(99),
        heldMax,
        loopDelayMax: Math.max(0, delay.max / 1e6 - RESOLUTION),
      },
    });
  }
});
