import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib';
import { rejection, send } from './__testUtils__/send';
import { useTestNetwork } from './__testUtils__/useTestNetwork';

const network = useTestNetwork();

const mebibyte = 1024 * 1024;

describe('readBody (fact 28)', () => {
  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (text: string) => Buffer.from(text)],
  ])('decodes %s', async (encoding, encode) => {
    const { url } = await network.http((_, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(encode('{"name":"team/app"}'));
    });

    const { body, httpStatus } = await send(network.transport(), url);

    expect(httpStatus).toBe(200);
    expect(body.toString()).toBe('{"name":"team/app"}');
  });

  it('leaves a body of exactly the limit alone and refuses one byte more', async () => {
    const { url } = await network.http(({ url: path = '' }, response) => {
      response.end(Buffer.alloc(path.startsWith('/more') ? 1001 : 1000));
    });
    const transport = network.transport();

    const whole = await send(transport, url, { maxBytes: 1000 });
    expect(whole.body).toHaveLength(1000);

    const error = await rejection(
      send(transport, `${url}/more`, { maxBytes: 1000 }),
    );
    expect(error.code).toBe('RESPONSE_TOO_LARGE');
    expect(error.message).toContain('1000 bytes');
  });

  it('refuses what is announced as too long before any of it has come', async () => {
    const { url } = await network.http((_, response) => {
      response.setHeader('Content-Length', 5 * mebibyte);
      response.flushHeaders();
    });

    const error = await rejection(
      send(network.transport(), url, { deadlineMs: 10_000 }),
    );

    expect(error.code).toBe('RESPONSE_TOO_LARGE');
    expect(error.message).toContain('4 MiB');
  });

  it('counts inflated bytes', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * mebibyte));
    const { url } = await network.http((_, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(bomb);
    });

    const error = await rejection(send(network.transport(), url));

    expect(bomb.length).toBeLessThan(mebibyte);
    expect(error.code).toBe('RESPONSE_TOO_LARGE');
    expect(error.message).toContain('4 MiB');
  });

  it('ends a chunked body without end', async () => {
    const chunk = Buffer.alloc(64 * 1024);
    const { url } = await network.http((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });

    const error = await rejection(
      send(network.transport(), url, { maxBytes: mebibyte }),
    );

    expect(error.code).toBe('RESPONSE_TOO_LARGE');
  });

  it('ends a slow drip at the deadline', async () => {
    const { url } = await network.http((_, response) => {
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });

    const error = await rejection(
      send(network.transport(), url, { deadlineMs: 200 }),
    );

    expect(error.code).toBe('TIMED_OUT');
    expect(error.message).toContain('0.2 seconds');
  });

  it.each([
    ['with a length', 'Content-Length: 100\r\n\r\n{"name":'],
    ['with chunks', 'Transfer-Encoding: chunked\r\n\r\n8\r\n{"name":\r\n'],
  ])('refuses a body %s that is cut off', async (_, rest) => {
    const server = await network.raw(`HTTP/1.1 200 OK\r\n${rest}`);

    const error = await rejection(send(network.transport(), server.url));

    expect(error.code).toBe('BAD_RESPONSE');
    expect(error.message).toContain('before its answer was complete');
    expect(server.connections()).toBe(3);
  });

  it('refuses compressed bodies that are cut off or no such thing', async () => {
    const { url } = await network.http(({ url: path = '' }, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(
        path.startsWith('/cut')
          ? gzipSync(Buffer.alloc(1000, 'a')).subarray(0, 20)
          : 'plain text',
      );
    });
    const transport = network.transport();

    for (const path of ['/cut', '/plain']) {
      const error = await rejection(send(transport, url + path));
      expect(error.code).toBe('BAD_RESPONSE');
      expect(error.message).toContain('cannot be decompressed');
    }
  });

  it.each(['zstd', 'gzip, gzip', 'constructor'])(
    'refuses the encoding %s',
    async encoding => {
      const { url } = await network.http((_, response) => {
        response.setHeader('Content-Encoding', encoding);
        response.end('?');
      });

      const error = await rejection(send(network.transport(), url));

      expect(error.code).toBe('BAD_RESPONSE');
    },
  );

  it('drops what a server sends beyond the announced length', async () => {
    const server = await network.raw(
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother',
      () => {},
    );
    const transport = network.transport();

    const first = await send(transport, server.url);
    const second = await send(transport, `${server.url}/second`);

    expect(first.body.toString()).toBe('ok');
    // The answer nobody asked for is not taken for the second request's.
    expect(second.body.toString()).toBe('ok');
  });

  it.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ] as const)('takes no body from %s with %d', async (method, status) => {
    const { url } = await network.http((_, response) => {
      response.writeHead(status, {
        'Content-Length': '99999999',
        'Content-Encoding': 'gzip',
        'Docker-Content-Digest': 'sha256:abc',
      });
      response.end();
    });

    const { httpStatus, body, headers } = await send(network.transport(), url, {
      method,
    });

    expect(httpStatus).toBe(status);
    expect(body).toHaveLength(0);
    expect(headers.get('docker-content-digest')).toBe('sha256:abc');
  });
});
