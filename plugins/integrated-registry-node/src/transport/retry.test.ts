import { send } from './__testUtils__/send';
import { useTestNetwork } from './__testUtils__/useTestNetwork';

const network = useTestNetwork();

/** Answers with these, one after the other, and then for ever with the last one. */
async function serve(
  ...answers: { status: number; retryAfter?: () => string }[]
) {
  let asked = 0;
  const times: number[] = [];
  const { url } = await network.http((_, response) => {
    const { status, retryAfter } = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    times.push(performance.now());
    response.writeHead(status, {
      ...(retryAfter && { 'retry-after': retryAfter() }),
    });
    response.end('an answer');
  });
  return {
    url,
    asked: () => asked,
    waited: () => times[times.length - 1] - times[0],
  };
}

describe('reads (fact 27)', () => {
  it.each([408, 429, 500, 502, 503, 504])(
    'are tried again after %d',
    async status => {
      const server = await serve({ status }, { status }, { status: 200 });
      const response = await send(network.transport(), server.url);
      expect(response.httpStatus).toBe(200);
      expect(server.asked()).toBe(3);
    },
  );

  it.each([400, 401, 403, 404, 416, 501, 505])(
    'are not tried again after %d',
    async status => {
      const server = await serve({ status }, { status: 200 });
      const response = await send(network.transport(), server.url);
      expect(response.httpStatus).toBe(status);
      expect(server.asked()).toBe(1);
    },
  );

  it('end after three attempts, and with HEAD as well', async () => {
    const server = await serve({ status: 503 });
    const transport = network.transport();
    expect((await send(transport, server.url)).httpStatus).toBe(503);
    expect(server.asked()).toBe(3);
    await send(transport, server.url, { method: 'HEAD' });
    expect(server.asked()).toBe(6);
  });

  it('are not tried again where the caller wants to see each answer, nor is POST', async () => {
    const server = await serve({ status: 503 });
    const transport = network.transport();
    await send(transport, server.url, { retry: false });
    await send(transport, server.url, { method: 'POST', body: '' });
    expect(server.asked()).toBe(2);
  });

  it.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 2_000).toUTCString()],
  ])('wait as long as Retry-After says in %s', async (_, retryAfter) => {
    const server = await serve({ status: 429, retryAfter }, { status: 200 });
    const response = await send(network.transport(), server.url);
    expect(response.httpStatus).toBe(200);
    // A clock may be a little ahead of a timer.
    expect(server.waited()).toBeGreaterThan(950);
  });

  it('do not wait for what lies beyond their deadline', async () => {
    const server = await serve({ status: 429, retryAfter: () => '120' });
    const response = await send(network.transport(), server.url);
    expect(response.httpStatus).toBe(429);
    expect(response.headers.get('retry-after')).toBe('120');
    expect(server.asked()).toBe(1);
  });

  it('wait a part of their time by chance, so that portals do not come back together', async () => {
    const server = await serve({ status: 503 }, { status: 200 });
    const rolls: number[] = [];
    const transport = network.transport({
      random: () => {
        rolls.push(rolls.length);
        return 1;
      },
    });
    await send(transport, server.url);
    expect(rolls).not.toHaveLength(0);
    expect(server.waited()).toBeGreaterThan(350);
  });
});
