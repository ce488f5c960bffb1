import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

export interface EchoRegistryOptions {
  username: string;
  password: string;
  /** What it hands out to whoever logs in. */
  token: string;
}

/** How it answers where an image is asked for. */
type Echo = (response: ServerResponse, said: string) => void;

/**
 * A registry with a token server that says back whatever it is told, credentials included, wherever
 * it refuses.
 */
export async function startEchoRegistry(options: EchoRegistryOptions) {
  const { username, password, token } = options;
  const basic = `Basic ${Buffer.from(`${username}:${password}`).toString(
    'base64',
  )}`;
  let echo: Echo = refuse(404);

  function serve(request: IncomingMessage, response: ServerResponse) {
    const { authorization } = request.headers;
    const path = (request.url ?? '').split('?')[0];
    const said = JSON.stringify([request.url, request.headers]);
    if (path === '/token') {
      if (authorization === basic) {
        send(response, 200, { token, access_token: token, expires_in: 300 });
      } else {
        refuse(401)(response, said);
      }
    } else if (authorization !== `Bearer ${token}`) {
      response.setHeader(
        'www-authenticate',
        `Bearer realm="http://${request.headers.host}/token",service="echo",scope="registry:catalog:*"`,
      );
      refuse(401)(response, said);
    } else if (path === '/v2/') {
      send(response, 200, {});
    } else if (path === '/v2/_catalog') {
      send(response, 200, { repositories: ['team/app'] });
    } else if (path === '/v2/team/app/tags/list') {
      send(response, 200, { name: 'team/app', tags: ['1.0'] });
    } else {
      echo(response, said);
    }
  }

  const server = createServer(serve);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    host: url.slice('http://'.length),
    setEcho(next: Echo) {
      echo = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** With the error document of registries. */
function refuse(status: number): Echo {
  return (response, said) =>
    send(response, status, {
      errors: [{ code: 'DENIED', message: `not for ${said}`, detail: said }],
    });
}

function send(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Ways in which a registry may say back what it was sent, from an error to half an answer. */
export const echoes: Echo[] = [
  ...[400, 401, 403, 404, 429, 500].map(refuse),
  (response, said) => response.writeHead(200).end(said),
  (response, said) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<html>${said}</html>`),
  (response, said) =>
    response
      .writeHead(302, { location: `/v2/?said=${encodeURIComponent(said)}` })
      .end(),
  (response, said) =>
    response
      .writeHead(302, {
        location: `http://127.0.0.1:1/${encodeURIComponent(said)}`,
      })
      .end(),
  (response, said) =>
    response
      .writeHead(200, { 'content-length': 100_000 })
      .write(said, () => response.destroy()),
  response => response.destroy(),
];
