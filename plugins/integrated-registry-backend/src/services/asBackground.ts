import { HttpTransport } from 'backstage-plugin-integrated-registry-node';

/** The same way to the registry, for what people do not wait for, whatever its provider knows. */
export function asBackground(transport: HttpTransport): HttpTransport {
  return {
    request: request =>
      transport.request({ ...request, priority: 'background' }),
    probe: (url, step, signal) => transport.probe(url, step, signal),
    close: () => transport.close(),
  };
}
