import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A server that counts its connections. */
export async function listen(handler: RequestListener, host: string, port = 0) {
  const server = createServer(handler);
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>(resolve => {
    server.listen(port, host, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
  };
}

export async function close(server: Server) {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
}

/** A registry that sends whoever comes on to another address, in three ways. */
export const misleading: RequestListener = ({ url = '' }, response) => {
  const [, way, to] = /^\/(\w+)\/([^/]+)\//.exec(url) ?? [];
  // A header takes no other characters; brackets and what is encoded already stay.
  const target = encodeURI(Buffer.from(to ?? '', 'base64url').toString())
    .replaceAll('%25', '%')
    .replaceAll('%5B', '[')
    .replaceAll('%5D', ']');
  if (way === 'realm') {
    response.setHeader(
      'www-authenticate',
      `Bearer realm="${target}/token",service="s"`,
    );
    response.writeHead(401).end();
  } else if (way === 'redirect') {
    response.writeHead(307, { location: `${target}/v2/` }).end();
  } else {
    response.writeHead(404).end();
  }
};
