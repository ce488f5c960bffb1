import {
  deadlineSignal,
  RegistryClient,
} from 'backstage-plugin-integrated-registry-node';
import { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { dockerProvider } from './DockerProvider';
import { HostileNetwork, HostileServer } from '../__testUtils__/HostileNetwork';

const network = new HostileNetwork();
afterEach(() => network.close());

/** With a login, which none of them may have said back. */
function connect(url: string): RegistryClient {
  return network.connect(dockerProvider, url, {
    credential: { username: 'robot', password: 'canary-4c1e07' },
  });
}

/** Short where the deadline is what ends it, long where something else has to. */
const deadlineFor = (code: string) =>
  deadlineSignal(code === 'TIMED_OUT' ? 300 : 20_000, 'The reading');

/** What people and crawls do with a registry, and all of it, as far as it goes. */
const calls: Record<
  string,
  (client: RegistryClient, signal: AbortSignal) => Promise<unknown>
> = {
  async listRepositories(client, signal) {
    let pages = 0;
    for await (const page of client.listRepositories({ signal })) {
      pages += page.items.length;
    }
    return pages;
  },
  async listTags(client, signal) {
    let cursor: string | undefined;
    do {
      ({ cursor } = await client.listTags('team/app', { signal, cursor }));
    } while (cursor !== undefined);
  },
  getArtifact: (client, signal) =>
    client.getArtifact('team/app', '1.0', { signal }),
  listReferrers: async (client, signal) =>
    client.listReferrers?.('team/app', `sha256:${'0'.repeat(64)}`, { signal }),
};

/** A registry whose start page is in order, and nothing else. */
function behindPing(handler: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url === '/v2/') {
      response.setHeader('connection', 'close');
      response.end('{}');
    } else {
      handler(request, response);
    }
  };
}

function every(response: ServerResponse, milliseconds: number, text: string) {
  const timer = setInterval(() => response.write(text), milliseconds);
  response.on('close', () => clearInterval(timer));
}

function pour(response: ServerResponse, chunk: Buffer) {
  if (response.req.method === 'HEAD') {
    response.writeHead(404).end();
    return;
  }
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

const ping =
  'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';

/** A server that answers `/v2/`, and everything else with a header and what follows it. */
function rawBehindPing(send: 'write' | 'end', answer: string) {
  return network.raw(socket => {
    socket.on('data', data => {
      socket[send](
        data.toString().includes(' /v2/ ')
          ? ping
          : `HTTP/1.1 200 OK\r\n${answer}`,
      );
    });
  });
}

const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));

const hostile: Record<
  string,
  {
    code: string;
    start: () => Promise<HostileServer>;
    /** Its connection is in order, and may be kept for the next request. */
    kept?: true;
  }
> = {
  'sends a body without end': {
    code: 'RESPONSE_TOO_LARGE',
    start: () =>
      network.http(
        behindPing((_, response) => pour(response, Buffer.alloc(64 * 1024))),
      ),
  },
  'sends a gzip bomb': {
    code: 'RESPONSE_TOO_LARGE',
    kept: true,
    start: () =>
      network.http(
        behindPing((_, response) => {
          response.setHeader('content-encoding', 'gzip');
          response.end(bomb);
        }),
      ),
  },
  'redirects without end': {
    code: 'BAD_RESPONSE',
    kept: true,
    start: () => {
      let step = 0;
      return network.http(
        behindPing((_, response) => {
          step += 1;
          response.writeHead(307, { location: `/v2/step/${step}` }).end();
        }),
      );
    },
  },
  'drips a byte at a time': {
    code: 'TIMED_OUT',
    start: () =>
      network.http(behindPing((_, response) => every(response, 5, ' '))),
  },
  'begins a chunk and never ends it': {
    code: 'TIMED_OUT',
    start: () =>
      rawBehindPing('write', 'Transfer-Encoding: chunked\r\n\r\n8\r\n{"na'),
  },
  'says for ever that it will answer soon': {
    code: 'BAD_RESPONSE',
    start: () =>
      network.raw(socket => {
        let timer: NodeJS.Timeout | undefined;
        socket.on('data', data => {
          if (data.toString().includes(' /v2/ ')) {
            socket.write(ping);
          } else {
            timer ??= setInterval(
              () => socket.write('HTTP/1.1 102 Processing\r\n\r\n'),
              5,
            );
          }
        });
        socket.on('close', () => clearInterval(timer));
      }),
  },
  'listens and says nothing': {
    code: 'TIMED_OUT',
    // Others may wait for the same first answer; the transport's deadline ends it.
    kept: true,
    start: () => network.raw(() => {}),
  },
  'cuts its answer off': {
    code: 'BAD_RESPONSE',
    start: () =>
      rawBehindPing('end', 'Content-Length: 100\r\n\r\n{"tags":["1.0"'),
  },
  'wants to be asked again for ever': {
    code: 'RATE_LIMITED',
    kept: true,
    start: () =>
      network.http(
        behindPing((_, response) => {
          response.writeHead(429, { 'retry-after': '3600' }).end();
        }),
      ),
  },
};

describe.each(Object.entries(hostile))(
  'a registry that %s (fact 28)',
  (_, { code, start, kept }) => {
    it.each(Object.entries(calls))(
      `fails %s with ${code}`,
      async (__, call) => {
        const server = await start();
        const client = connect(server.url);

        await expect(call(client, deadlineFor(code))).rejects.toMatchObject({
          code,
          remedy: expect.any(String),
        });
        if (!kept) {
          await server.left();
        }
      },
    );

    it('is not let in', async () => {
      const server = await start();
      const client = connect(server.url);

      const { ok, steps } = await client.diagnose({
        signal: deadlineFor(code),
      });

      expect(ok).toBe(false);
      expect(steps.find(step => step.failure)?.failure).toMatchObject({ code });
    });
  },
);

describe('pages without end, each with new names (fact 28)', () => {
  let page = 0;
  const endless = () =>
    network.http(
      behindPing((_, response) => {
        page += 1;
        const items = [`r${page}`];
        response.setHeader('link', `<?last=${page}>; rel="next"`);
        response.end(JSON.stringify({ repositories: items, tags: items }));
      }),
    );

  it.each(['listRepositories', 'listTags'])('end %s in time', async call => {
    const server = await endless();
    const client = connect(server.url);

    const error: unknown = await calls[call](
      client,
      deadlineFor('TIMED_OUT'),
    ).catch(reason => reason);

    expect(error).toMatchObject({
      code: 'TIMED_OUT',
      message: 'The reading took longer than 0.3 seconds.',
    });
    expect(page).toBeGreaterThan(1);
  });
});
