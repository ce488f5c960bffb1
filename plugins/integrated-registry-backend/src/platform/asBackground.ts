import {
  deadlineSignal,
  HttpTransport,
} from 'backstage-plugin-integrated-registry-node';

/** The same way to the registry, for what people do not wait for, whatever its provider knows. */
export function asBackground(transport: HttpTransport): HttpTransport {
  return {
    request: request =>
      transport.request({ ...request, priority: 'background' }),
    probe: (url, step, signal) => transport.probe(url, step, signal),
    close: () => transport.close(),
  };
}

/**
 * The same way to the registry, for health checks: whatever takes longer than people wait is a
 * failure, and is known as soon as that.
 *
 * @param deadlineMs - of each request
 */
export function asCheck(
  transport: HttpTransport,
  deadlineMs: number,
): HttpTransport {
  return {
    request: request =>
      transport.request({
        ...request,
        priority: 'check',
        deadlineMs: Math.min(request.deadlineMs ?? Infinity, deadlineMs),
      }),
    probe: (url, step, signal) =>
      transport.probe(
        url,
        step,
        AbortSignal.any([
          signal,
          deadlineSignal(deadlineMs, `Connecting to ${new URL(url).host}`),
        ]),
      ),
    close: () => transport.close(),
  };
}
