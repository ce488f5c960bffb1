import http from 'node:http';
import { HttpTransport } from './HttpTransport';
import { RequestBudget } from './RequestBudget';
import { rejection, send } from './__testUtils__/send';
import { useTestNetwork } from './__testUtils__/useTestNetwork';

const network = useTestNetwork();
const held: http.ServerResponse[] = [];

/** A registry that answers when the test says so, and remembers who came. */
async function startPatientServer() {
  const came: string[] = [];
  const { url } = await network.http((request, response) => {
    came.push(new URL(request.url ?? '/', 'http://own').pathname);
    held.push(response);
  });
  return {
    url,
    came,
    /** Waits until so many have come in all. */
    async wait(count: number) {
      while (came.length < count) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
    },
    answerNext: () => held.shift()?.end('an answer'),
  };
}

/** Long enough for a request that may go to have gone. */
const settle = () => new Promise(resolve => setTimeout(resolve, 100));

function ask(
  transport: HttpTransport,
  url: string,
  path: string,
  priority?: 'background' | 'check',
) {
  return send(transport, `${url}/${path}`, { priority });
}

describe('one budget of several transports', () => {
  it('has a place for one health check at a time that no other request takes', async () => {
    const server = await startPatientServer();
    const budget = new RequestBudget({ maxConcurrent: 1 });
    const transport = network.transport({ budget });
    const answers = [
      ask(transport, server.url, 'hangs'),
      ask(transport, server.url, 'waits'),
      ask(transport, server.url, 'check', 'check'),
      ask(transport, server.url, 'second-check', 'check'),
    ];
    await server.wait(2);
    await settle();
    expect(server.came).toEqual(['/hangs', '/check']);
    server.answerNext();
    server.answerNext();
    await server.wait(4);
    server.answerNext();
    server.answerNext();
    await Promise.all(answers);
  });

  it('counts what is under way in all of them', async () => {
    const server = await startPatientServer();
    const budget = new RequestBudget({ maxConcurrent: 2 });
    const transports = [1, 2, 3].map(() => network.transport({ budget }));
    const answers = transports.map((transport, at) =>
      ask(transport, server.url, `${at}`),
    );
    await server.wait(2);
    await settle();
    expect(server.came).toEqual(['/0', '/1']);
    server.answerNext();
    await server.wait(3);
    server.answerNext();
    server.answerNext();
    await Promise.all(answers);
  });

  it('lets people go before a crawl that came first', async () => {
    const server = await startPatientServer();
    const budget = new RequestBudget({ maxConcurrent: 1 });
    const crawl = network.transport({ budget });
    const person = network.transport({ budget });
    const answers = [
      ask(crawl, server.url, 'crawl-1', 'background'),
      ask(crawl, server.url, 'crawl-2', 'background'),
      ask(person, server.url, 'person'),
    ];
    for (const count of [1, 2, 3]) {
      await server.wait(count);
      server.answerNext();
    }
    await Promise.all(answers);
    expect(server.came).toEqual(['/crawl-1', '/person', '/crawl-2']);
  });

  it('keeps room for people while a crawl waits for slow answers', async () => {
    const server = await startPatientServer();
    const budget = new RequestBudget({ maxConcurrent: 4 });
    const crawl = network.transport({ budget });
    const answers = [1, 2, 3, 4, 5].map(at =>
      ask(crawl, server.url, `crawl-${at}`, 'background'),
    );
    await server.wait(3);
    answers.push(ask(network.transport({ budget }), server.url, 'person'));
    await server.wait(4);
    expect(server.came).toEqual([
      '/crawl-1',
      '/crawl-2',
      '/crawl-3',
      '/person',
    ]);
    for (const count of [5, 6, 6, 6, 6, 6]) {
      server.answerNext();
      await server.wait(count);
    }
    await Promise.all(answers);
  });

  it('keeps a part of what may be asked at once out of the reach of crawls', async () => {
    const server = await startPatientServer();
    const budget = new RequestBudget({
      maxConcurrent: 100,
      requestsPerSecond: 0.01,
      burst: 4,
    });
    const transport = network.transport({ budget });
    const crawls = [1, 2, 3].map(at =>
      ask(transport, server.url, `crawl-${at}`, 'background').catch(
        error => error.code,
      ),
    );
    await server.wait(2);
    await settle();
    expect(server.came).toHaveLength(2);
    const people = [1, 2].map(at => ask(transport, server.url, `person-${at}`));
    await server.wait(4);
    expect(server.came.slice(2)).toEqual(['/person-1', '/person-2']);
    held.splice(0).forEach(response => response.end());
    await Promise.all(people);
    transport.close();
    expect(await Promise.all(crawls.slice(2))).toEqual(['UPSTREAM_ERROR']);
  });
});

describe('a registry that wants fewer requests (fact 27)', () => {
  /** Says 429 once, or 503. */
  async function startBusyServer(
    retryAfter: string | undefined,
    status: number = 429,
  ) {
    const times: number[] = [];
    const { url } = await network.http((_, response) => {
      times.push(performance.now());
      const busy = times.length === 1;
      response.writeHead(busy ? status : 200, {
        ...(busy && retryAfter && { 'retry-after': retryAfter }),
      });
      response.end();
    });
    return { url, times };
  }

  it.each([
    ['429', 429],
    ['503 with Retry-After', 503],
  ])('is left alone by every request to it after %s', async (_, status) => {
    const server = await startBusyServer('1', status);
    const told: Date[] = [];
    const budget = new RequestBudget(
      {},
      { onBackOff: until => told.push(until) },
    );
    const [first, other] = [1, 2].map(() => network.transport({ budget }));
    const before = Date.now();
    const refused = await send(first, server.url, { retry: false });
    expect(refused.httpStatus).toBe(status);
    const answers = await Promise.all([
      ask(first, server.url, 'person'),
      ask(other, server.url, 'another-person'),
      ask(other, server.url, 'crawl', 'background'),
    ]);
    expect(answers.map(({ httpStatus }) => httpStatus)).toEqual([
      200, 200, 200,
    ]);
    // A clock may be a little ahead of a timer.
    expect(server.times[1] - server.times[0]).toBeGreaterThan(950);
    expect(told).toHaveLength(1);
    expect(told[0].getTime()).toBeGreaterThanOrEqual(before + 1_000);
  });

  it('is not waited for by what has to be over before', async () => {
    const server = await startBusyServer('600');
    const budget = new RequestBudget();
    const transport = network.transport({ budget });
    await send(transport, server.url, { retry: false });
    const error = await rejection(ask(transport, server.url, 'person'));
    expect(error).toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringMatching(/left alone for another (600|599) s/),
      temporary: true,
    });
    expect(error.retryAfter).toBeGreaterThan(590);
    expect(server.times).toHaveLength(1);
  });

  it('ends the waiting of those who have queued already', async () => {
    const server = await startPatientServer();
    const budget = new RequestBudget({ maxConcurrent: 1 });
    const transport = network.transport({ budget });
    const first = ask(transport, server.url, 'first');
    const second = rejection(ask(transport, server.url, 'second'));
    await server.wait(1);
    budget.backOff(new Date(Date.now() + 600_000));
    expect((await second).code).toBe('RATE_LIMITED');
    server.answerNext();
    expect((await first).httpStatus).toBe(200);
    expect(server.came).toEqual(['/first']);
  });

  it('is waited for a moment where it does not say how long, and longer each time', async () => {
    const waits: number[] = [];
    const { url } = await network.http((_, response) => {
      response.writeHead(429).end();
    });
    const budget = new RequestBudget(
      {},
      { onBackOff: until => waits.push(until.getTime() - Date.now()) },
    );
    const transport = network.transport({ budget });
    await send(transport, url);
    expect(waits).toHaveLength(3);
    expect(waits[1]).toBeGreaterThan(1.5 * waits[0]);
    expect(waits[2]).toBeGreaterThan(1.5 * waits[1]);
  });

  it('is left alone for an hour at most, whatever it says', async () => {
    const server = await startBusyServer('999999999');
    const told: Date[] = [];
    const budget = new RequestBudget(
      {},
      { onBackOff: until => told.push(until) },
    );
    await send(network.transport({ budget }), server.url, { retry: false });
    expect(told[0].getTime()).toBeLessThanOrEqual(Date.now() + 3_600_000);
  });
});
