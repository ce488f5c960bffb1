import { cpus, release, totalmem, type } from 'node:os';

/** What was measured on. */
export function describeMachine(): string {
  const [{ model }] = cpus();
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${model.trim()}, ${gibibytes} GiB, ${type()} ${
    release().split('-')[0]
  }, Node ${process.versions.node}`;
}

/** For how long the processors have worked since the machine was started, all of them together, in seconds. */
export function busySeconds(): number {
  return cpus().reduce(
    (sum, { times: { user, nice, sys, irq } }) =>
      sum + (user + nice + sys + irq) / 1_000,
    0,
  );
}
