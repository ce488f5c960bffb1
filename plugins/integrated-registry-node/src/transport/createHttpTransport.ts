import { HttpTransport } from './HttpTransport';
import { HttpTransportOptions } from './HttpTransportOptions';
import { NodeFetchTransport } from './NodeFetchTransport';

/**
 * The way to one registry: one per integration, with its own connections, limits and trust. Close
 * it when the integration changes or goes.
 *
 * @public
 */
export function createHttpTransport(
  options: HttpTransportOptions,
): HttpTransport {
  return new NodeFetchTransport(options);
}
