import { IncomingMessage, ServerResponse } from 'node:http';
import { sendError } from '../answers';
import { Outage } from '../faults';
import { sendBody } from './answers';

const COMPONENTS = [
  'core',
  'database',
  'jobservice',
  'portal',
  'redis',
  'registry',
  'registryctl',
] as const;

/** What `GET /health` answers; the path needs no login. */
export function sendHealth(
  response: ServerResponse,
  down?: (typeof COMPONENTS)[number],
): void {
  sendBody(response, {
    components: COMPONENTS.map(name => ({
      name,
      status: name === down ? 'unhealthy' : 'healthy',
      ...(name === down && { error: 'failed to check the component' }),
    })),
    status: down ? 'unhealthy' : 'healthy',
  });
}

/**
 * Without its database Harbor knows no account: valid logins get 401, lists 500. Without the storage
 * of images everything but the registry works.
 *
 * Source: descriptions of a Harbor 2.9.5; the form of `/health` is recorded.
 */
export function serveHarborOutage(
  outage: Outage,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const asksHealth = pathname === '/api/v2.0/health';
  if (outage === 'storage') {
    if (asksHealth) {
      sendHealth(response, 'registry');
    } else if (pathname.startsWith('/v2')) {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html><body>502 Bad Gateway</body></html>');
    } else {
      return false;
    }
    return true;
  }
  if (outage === 'database') {
    if (asksHealth) {
      sendHealth(response, 'database');
    } else if (pathname === '/api/v2.0/systeminfo') {
      return false;
    } else if (
      pathname.startsWith('/v2') ||
      pathname === '/api/v2.0/users/current'
    ) {
      response.setHeader(
        'www-authenticate',
        `Bearer realm="http://${request.headers.host}/service/token",service="harbor-registry"`,
      );
      sendError(response, 401, 'UNAUTHORIZED', 'unauthorized');
    } else {
      sendError(response, 500, 'UNKNOWN', 'internal server error');
    }
    return true;
  }
  return false;
}
