import { Content } from './__testUtils__/Content';
import { docker, oci } from './__testUtils__/mediaTypes';
import { failureOf } from './__testUtils__/openTestClients';
import { useTestClients } from './__testUtils__/useTestClients';
import { Answer } from './__testUtils__/startServer';

const { signal, ...tests } = useTestClients();

describe('resolve', () => {
  it('takes one HEAD, with all manifest types accepted (facts 21, 22, 26)', async () => {
    const content = new Content();
    const image = content.image('1.0');
    const { server, client } = await tests.serveContent(content);
    await expect(client.resolve('app', '1.0', { signal })).resolves.toEqual({
      digest: image.digest,
      mediaType: image.mediaType,
      sizeBytes: image.size,
    });
    expect(server.requests.map(({ method }) => method)).toEqual([
      'GET',
      'HEAD',
    ]);
    const accept = server.requests[1].headers.accept?.split(', ');
    expect(accept).toEqual(
      expect.arrayContaining([
        `${oci}.index.v1+json`,
        `${oci}.manifest.v1+json`,
        `${docker}.distribution.manifest.list.v2+json`,
        `${docker}.distribution.manifest.v2+json`,
      ]),
    );
  });

  it.each<[string, (answer: Answer) => Answer]>([
    [
      'has no digest',
      answer => ({
        ...answer,
        headers: { 'content-type': `${oci}.manifest.v1+json` },
      }),
    ],
    ...[400, 403, 404, 405, 416, 500, 501, 502, 503].map(
      (code): [string, () => Answer] => [
        `fails with ${code}`,
        () => ({ code }),
      ],
    ),
    [
      'has the wrong content type',
      answer => ({
        ...answer,
        headers: { ...answer.headers, 'content-type': 'text/plain' },
      }),
    ],
    [
      'has a digest that is none',
      answer => ({
        ...answer,
        headers: { ...answer.headers, 'docker-content-digest': 'sha256:1' },
      }),
    ],
  ])(
    'reads and hashes the content where HEAD %s (fact 22)',
    async (_, head) => {
      const content = new Content();
      const image = content.image('1.0');
      const server = await tests.serve(request => {
        const answer = content.answer(request);
        return request.method === 'HEAD' && answer ? head(answer) : answer;
      });
      await expect(
        tests.client(server.url).resolve('app', '1.0', { signal }),
      ).resolves.toEqual({
        digest: image.digest,
        mediaType: image.mediaType,
        sizeBytes: image.size,
      });
    },
  );

  it('asks with GET where the connection breaks at every HEAD', async () => {
    const content = new Content();
    const image = content.image('1.0');
    const server = await tests.serve(request =>
      request.method === 'HEAD' ? 'break' : content.answer(request),
    );
    const client = tests.client(server.url);
    await expect(
      client.resolve('app', '1.0', { signal }),
    ).resolves.toMatchObject({ digest: image.digest });
  });

  it.each([401, 429])(
    'does not spend a GET on a HEAD that is refused with %s (fact 26)',
    async code => {
      const server = await tests.serve(({ method }) =>
        method === 'HEAD' ? { code } : {},
      );
      const client = tests.client(server.url);
      await failureOf(client.resolve('app', '1.0', { signal }));
      expect(
        server.requests.filter(
          ({ method, path }) => method === 'GET' && path !== '/v2/',
        ),
      ).toEqual([]);
    },
  );

  it.each(['1.0', `sha256:${'0'.repeat(64)}`])(
    'does not know %s',
    async ref => {
      const { client } = await tests.serveContent(new Content());
      await expect(
        client.resolve('app', ref, { signal }),
      ).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: expect.stringContaining('app'),
      });
    },
  );

  it.each(['', '.hidden', 'a/b', 'sha256:12', 'latest?x=1', 'a'.repeat(129)])(
    'asks nothing for the reference “%s”',
    async reference => {
      const { client, server } = await tests.serveContent(new Content());
      await expect(
        client.resolve('app', reference, { signal }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(server.requests).toEqual([]);
    },
  );
});
