import {
  deadlineSignal,
  HttpTransport,
} from 'backstage-plugin-integrated-registry-node';

/** The same transport, with each request sent as background work, whatever the provider asks for. */
export function asBackground(transport: HttpTransport): HttpTransport {
  return {
    request: request =>
      transport.request({ ...request, priority: 'background' }),
    probe: (url, step, signal) => transport.probe(url, step, signal),
    close: () => transport.close(),
  };
}

/**
 * The same transport, for health checks: what takes longer than an interactive request may take is a
 * failure.
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
