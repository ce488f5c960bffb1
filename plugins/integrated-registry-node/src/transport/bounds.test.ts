import net from 'node:net';
import { answerLimits } from './answerLimits';
import { rejection, send } from './__testUtils__/send';
import { useTestNetwork } from './__testUtils__/useTestNetwork';

const network = useTestNetwork();

const HINTS = `HTTP/1.1 103 Early Hints\r\nLink: </${'a'.repeat(
  2_000,
)}>\r\n\r\n`;

/** Sends the same again for as long as anybody reads, and says how much that was. */
async function endless(text: string, head = '') {
  let sent = 0;
  const server = await network.raw(head || text, socket => {
    const more = () => {
      while (!socket.destroyed && socket.write(text)) {
        sent += text.length;
      }
      sent += text.length;
    };
    socket.on('drain', more);
    more();
  });
  return { ...server, sent: () => sent };
}

describe('what a registry may cost', () => {
  it('ends informational answers without end', async () => {
    const server = await endless(HINTS);
    const error = await rejection(send(network.transport(), server.url));
    expect(error).toMatchObject({
      code: 'BAD_RESPONSE',
      message: `127.0.0.1:${server.port} sent more than 16 informational answers (status 1xx), and not the one that was asked for.`,
    });
  });

  it('takes a few of them before the answer', async () => {
    const { url } = await network.raw(
      `${HINTS.repeat(
        answerLimits.informational,
      )}HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    );
    const { httpStatus, body } = await send(network.transport(), url);
    expect([httpStatus, body.toString()]).toEqual([200, '{}']);
  });

  it('ends a body of pieces of one byte', async () => {
    const server = await endless(
      '1\r\n1\r\n'.repeat(1_000),
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    const error = await rejection(send(network.transport(), server.url));
    expect(error).toMatchObject({
      code: 'BAD_RESPONSE',
      message: expect.stringContaining('in pieces of a few bytes'),
    });
    // Six bytes to a piece, and what the connection holds besides.
    expect(server.sent()).toBeLessThan(answerLimits.pieces * 6 + 16 * 2 ** 20);
  });

  it.each([
    ['nested', '['.repeat(1_000_000), 'nested more than 64 levels deep'],
    [
      'nested behind spaces',
      ` \n{"a":${'['.repeat(1_000)}`,
      'nested more than',
    ],
    ['full', `[${'[],'.repeat(500_000)}[]]`, 'holds more than 150,000 values'],
    [
      'full of names',
      `{${Array.from({ length: 130_000 }, (_, n) => `"${n}":1`)}}`,
      'holds more than 150,000 values',
    ],
  ])('does not have JSON parsed that is %s', async (_, json, message) => {
    const { url } = await network.http((_request, response) => {
      response.end(json);
    });
    const error = await rejection(send(network.transport(), url));
    expect(error.code).toBe('RESPONSE_TOO_LARGE');
    expect(error.message).toContain(message);
  });

  it('reads text with brackets and quotes in it', async () => {
    const json = JSON.stringify({
      text: `${'[{'.repeat(1_000)}\\"${'['.repeat(1_000)}`,
      list: Array.from({ length: 100_000 }, (_, n) => `team/app-${n}`),
    });
    const { url } = await network.http((_, response) => {
      response.end(json);
    });
    const { body } = await send(network.transport(), url);
    expect(body.toString()).toBe(json);
  });

  it('does not read more than anything may have, whatever was asked for', async () => {
    const { url } = await network.http((_, response) => {
      response.end(Buffer.alloc(answerLimits.bytes + 1));
    });
    const error = await rejection(
      send(network.transport(), url, { maxBytes: 2 ** 30 }),
    );
    expect(error.code).toBe('RESPONSE_TOO_LARGE');
    expect(error.message).toContain('more than 6 MiB');
  });
});

// A server that is there and says nothing is the deadline's business.
it('leaves no connection open', async () => {
  const sockets: net.Socket[] = [];
  const server = net.createServer(socket => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', () => socket.write(HINTS.repeat(100)));
  });
  const { url } = await network.listen(server, 'http');
  await rejection(send(network.transport(), url));
  await new Promise<void>(resolve => {
    if (sockets[0].destroyed) {
      resolve();
    } else {
      sockets[0].once('close', () => resolve());
    }
  });
  expect(sockets).toHaveLength(1);
});
