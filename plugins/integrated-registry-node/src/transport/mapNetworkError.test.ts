import net from 'node:net';
import { rejection, send } from './__testUtils__/send';
import { useTestNetwork } from './__testUtils__/useTestNetwork';
import { TestAuthority } from './__testUtils__/TestAuthority';
import { mapNetworkError } from './mapNetworkError';

const network = useTestNetwork();

describe('failures of the network', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN'])(
    'DNS_FAILED for a name that does not resolve: %s',
    async code => {
      const transport = network.transport({
        resolve: async host => {
          throw Object.assign(new Error(`getaddrinfo ${code} ${host}`), {
            code,
            hostname: host,
          });
        },
      });

      const error = await rejection(send(transport, 'https://registry.test'));

      expect(error.code).toBe('DNS_FAILED');
      expect(error.message).toContain('registry.test:443');
    },
  );

  it('DNS_FAILED from the system’s resolver, and for a name without address', async () => {
    const system = await rejection(
      send(network.transport(), 'http://does-not-exist.invalid'),
    );
    expect(system.code).toBe('DNS_FAILED');

    const empty = await rejection(
      send(
        network.transport({ resolve: async () => [] }),
        'http://registry.test',
      ),
    );
    expect(empty.code).toBe('DNS_FAILED');
  });

  it('CONNECTION_REFUSED where nothing listens', async () => {
    const server = await network.http(() => {});
    await network.close();

    const error = await rejection(send(network.transport(), server.url));

    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain(`127.0.0.1:${server.port}`);
  });

  it('CONNECTION_REFUSED where the connection ends in the handshake', async () => {
    const server = await network.raw('', socket => socket.destroy());

    const error = await rejection(
      send(network.transport(), server.url.replace('http:', 'https:')),
    );

    expect(error.code).toBe('CONNECTION_REFUSED');
  });

  it('TIMED_OUT where no answer comes', async () => {
    const { url } = await network.http(() => {});

    const error = await rejection(
      send(network.transport(), url, { deadlineMs: 100 }),
    );

    expect(error.code).toBe('TIMED_OUT');
    expect(error.temporary).toBe(true);
  });

  it('PROTOCOL_MISMATCH where a plain connection ends without an answer, after three attempts', async () => {
    const server = await network.raw('', socket => socket.destroy());

    const error = await rejection(send(network.transport(), server.url));

    expect(error.code).toBe('PROTOCOL_MISMATCH');
    expect(server.connections()).toBe(3);
  });

  it('one and the same for a plain connection that is reset, as it opens or after', () => {
    const reset = Object.assign(new Error(), { code: 'ECONNRESET' });
    const whileOpening = mapNetworkError(reset, {
      target: 'registry.test:80',
      secure: false,
      phase: 'connect',
    });

    expect(whileOpening.code).toBe('PROTOCOL_MISMATCH');
    expect(whileOpening).toEqual(
      mapNetworkError(reset, {
        target: 'registry.test:80',
        secure: false,
        phase: 'answer',
      }),
    );
  });

  it.each([
    ['words', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['the end of its head', 'HTTP/1.1 200 OK\r\nContent-Le'],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    ],
  ])('no answer made of %s', async (_, answer) => {
    const server = await network.raw(answer);

    const error = await rejection(send(network.transport(), server.url));

    expect(['BAD_RESPONSE', 'PROTOCOL_MISMATCH', 'UPSTREAM_ERROR']).toContain(
      error.code,
    );
  });

  it('RESPONSE_TOO_LARGE for endless headers', async () => {
    const server = await network.raw(
      `HTTP/1.1 200 OK\r\nX-Long: ${'a'.repeat(100_000)}\r\n\r\n`,
    );

    const error = await rejection(send(network.transport(), server.url));

    expect(error.code).toBe('RESPONSE_TOO_LARGE');
  });

  it('BAD_RESPONSE for what is no web address, without repeating it', async () => {
    for (const url of [
      'canary-7f3d9b51',
      'https://',
      'ftp://registry.test/canary-7f3d9b51',
      'https://user:canary-7f3d9b51@[::bad/',
    ]) {
      const error = await rejection(
        network
          .transport()
          .request({ url, signal: new AbortController().signal }),
      );
      expect(error.code).toBe('BAD_RESPONSE');
    }
  });

  it('does not send the login in an address', async () => {
    let sent: string | undefined;
    const { port } = await network.http((request, response) => {
      sent = request.headers.authorization ?? 'none';
      response.end();
    });

    await network.transport().request({
      url: `http://user:password@127.0.0.1:${port}/`,
      signal: new AbortController().signal,
    });

    expect(sent).toBe('none');
  });
});

describe('PROTOCOL_MISMATCH (fact 28)', () => {
  const authority = TestAuthority.create();

  it('https to a port that speaks http', async () => {
    const { url } = await network.http((_, response) => {
      response.end();
    });

    const error = await rejection(
      send(network.transport(), url.replace('http:', 'https:')),
    );

    expect(error.code).toBe('PROTOCOL_MISMATCH');
    expect(error.remedy).toContain('http://');
  });

  it('http to a port that speaks TLS', async () => {
    const { url } = await network.https(
      authority.issue({ commonName: 'registry', names: ['127.0.0.1'] }),
      (_, response) => {
        response.end();
      },
    );

    const error = await rejection(
      send(network.transport(), url.replace('https:', 'http:')),
    );

    expect(error.code).toBe('PROTOCOL_MISMATCH');
    expect(error.remedy).toContain('https://');
  });

  it('http to a port that answers with a TLS alert', async () => {
    const { url } = await network.raw(Buffer.from('1503010002022f', 'hex'));

    const error = await rejection(send(network.transport(), url));

    expect(error.code).toBe('PROTOCOL_MISMATCH');
  });

  it.each([
    'Client sent an HTTP request to an HTTPS server.\n',
    '<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>',
    'Reason: You’re speaking plain HTTP to an SSL-enabled server port.',
  ])('http to a server that answers %s', async body => {
    const { url } = await network.http((_, response) => {
      response.writeHead(400).end(body);
    });

    const error = await rejection(send(network.transport(), url));

    expect(error.code).toBe('PROTOCOL_MISMATCH');
  });

  it('a TLS version nobody speaks any more', async () => {
    // A fatal alert: protocol version.
    const { url } = await network.raw(Buffer.from('15030300020246', 'hex'));

    const error = await rejection(
      send(network.transport(), url.replace('http:', 'https:')),
    );

    expect(error.code).toBe('PROTOCOL_MISMATCH');
    expect(error.remedy).toContain('TLS versions');
  });
});

describe('abort', () => {
  it('rejects with the signal’s reason, before and during a request', async () => {
    const reason = new Error('no longer wanted');
    const transport = network.transport();
    const controller = new AbortController();
    const server = net.createServer();
    let socket: net.Socket | undefined;
    const arrived = new Promise<void>(resolve => {
      server.on('connection', connection => {
        socket = connection;
        connection.once('data', () => resolve());
      });
    });
    const { url } = await network.listen(server, 'http');
    const outcome = send(transport, url, { signal: controller.signal }).catch(
      error => error,
    );
    await arrived;
    const closed = new Promise(resolve => socket?.once('close', resolve));

    controller.abort(reason);

    expect(await outcome).toBe(reason);
    await expect(
      send(transport, 'http://127.0.0.1:1', { signal: controller.signal }),
    ).rejects.toBe(reason);
    // The registry is not kept busy with an answer nobody waits for.
    await closed;
  });

  it('fails requests under way when the transport is closed', async () => {
    const transport = network.transport();
    const { url } = await network.http(() => transport.close());

    const error = await rejection(send(transport, url));

    expect(error.message).toContain('closed its connections');
  });
});
