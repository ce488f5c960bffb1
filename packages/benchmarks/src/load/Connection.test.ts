import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Connection } from './Connection';

const LARGE = 'ä'.repeat(200_000);

describe('Connection', () => {
  let server: Server;
  let connection: Connection;
  const seen: string[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) {
        body += chunk;
      }
      seen.push(
        `${request.method} ${request.url} ${request.headers.a} ${body}`,
      );
      if (request.url === '/closing') {
        request.socket.destroy();
      } else if (request.url === '/large') {
        response.setHeader('content-length', Buffer.byteLength(LARGE));
        response.end(LARGE);
      } else if (request.url === '/chunks') {
        response.write('one ');
        response.write('two ');
        response.end(LARGE);
      } else {
        response.writeHead(404, { 'content-length': 4 }).end('none');
      }
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    connection = await Connection.open(`http://127.0.0.1:${port}`);
  });

  afterAll(async () => {
    connection.close();
    await new Promise(done => server.close(done));
  });

  async function send(method: string, path: string, body = '') {
    const length = Buffer.byteLength(body);
    const headers = { a: 'b', 'content-length': length };
    const answer = await connection.send(method, path, headers, body);
    return [answer.status, answer.body.toString()];
  }

  it('reads answers of any length, one after the other', async () => {
    expect(await send('GET', '/other')).toEqual([404, 'none']);
    expect(await send('GET', '/large')).toEqual([200, LARGE]);
    expect(await send('GET', '/chunks')).toEqual([200, `one two ${LARGE}`]);
    expect(await send('POST', '/other', '{"a":"ä"}')).toEqual([404, 'none']);
    expect(seen.pop()).toBe('POST /other b {"a":"ä"}');
  });

  it('says when it was closed', async () => {
    await expect(send('GET', '/closing')).rejects.toThrow('closed');
    expect(connection.closed).toBe(true);
  });
});
