import { failureOf, namesOf } from './__testUtils__/read';
import {
  Answer,
  Asked,
  connect,
  forbidden,
  keys,
  network,
  refused,
  restError,
  serve,
} from './__testUtils__/serveArtifactory';

const { signal } = new AbortController();

describe('JfrogProvider and odd servers', () => {
  /** Lets in who logs in, and nobody else. */
  const closed =
    (answer: (asked: Asked) => Answer) =>
    (asked: Asked): Answer =>
      asked.known ? answer(asked) : refused;

  it.each([400, 404])(
    'does without oci repositories where they are not known yet, with %s (fact 16)',
    async code => {
      const { url } = await serve(
        closed(({ path, query }) => {
          if (path === '/api/repositories') {
            return query.get('packageType') === 'oci'
              ? restError(code, 'No such package type')
              : keys('docker-local');
          }
          return { body: { repositories: ['team/app'] } };
        }),
      );
      expect(await namesOf(connect(url).listRepositories({ signal }))).toEqual([
        'docker-local/team/app',
      ]);
    },
  );

  it('looks at the package type itself, in whatever case, and leaves odd keys alone (fact 16)', async () => {
    const { url, asked } = await serve(
      closed(({ path }) =>
        path === '/api/repositories'
          ? {
              body: [
                { key: 'a', type: 'LOCAL', packageType: 'DOCKER' },
                { key: 'b', type: 'virtual', packageType: 'oci' },
                { key: 'c', rclass: 'remote' },
                { key: 'd', type: 'LOCAL', packageType: 'Npm' },
                { key: '../e', type: 'LOCAL', packageType: 'Docker' },
                { key: 'f/v2/x?', type: 'LOCAL', packageType: 'Docker' },
              ],
            }
          : { body: { repositories: ['app'] } },
      ),
    );
    expect(await namesOf(connect(url).listRepositories({ signal }))).toEqual([
      'a/app',
      'b/app',
      'c/app',
    ]);
    expect(asked.filter(path => path.endsWith('_catalog')).sort()).toEqual(
      ['a', 'b', 'c'].map(key => `/api/docker/${key}/v2/_catalog`),
    );
  });

  it.each([
    [
      'OCI’s form',
      { code: 404, body: { errors: [{ code: 'NAME_UNKNOWN' }] } },
      'NOT_FOUND',
    ],
    ['the REST API’s form', restError(404, 'Not Found'), 'NOT_FOUND'],
    ['the REST API’s form', forbidden, 'FORBIDDEN'],
    ['the REST API’s form', refused, 'FORBIDDEN'],
    ['no form', { code: 404, body: 'not found' }, 'NOT_FOUND'],
  ])('reads errors in %s: %j', async (_, answer, code) => {
    const { url } = await serve(closed(() => answer));
    await expect(
      connect(url).listTags('docker-local/app', { signal }),
    ).rejects.toMatchObject({ code });
  });

  it.each<[string, (start: number) => Answer]>([
    [
      'names the same page for ever',
      () => ({
        headers: { link: '</v2/_catalog?last=1000&n=1000>; rel="next"' },
        body: { repositories: ['app'] },
      }),
    ],
    [
      'counts on and repeats itself',
      start => ({
        headers: {
          link: `</v2/_catalog?last=${start + 1_000}&n=1000>; rel="next"`,
        },
        body: { repositories: ['app'] },
      }),
    ],
    [
      'counts on and has nothing',
      start => ({
        headers: {
          link: `</v2/_catalog?last=${start + 1_000}&n=1000>; rel="next"`,
        },
        body: { repositories: [] },
      }),
    ],
  ])('leaves a catalogue that %s (fact 18)', async (_, page) => {
    const { url, asked } = await serve(
      closed(({ path, query }) =>
        path === '/api/repositories'
          ? keys('docker-local')
          : page(Number(query.get('last') ?? 0)),
      ),
    );
    await expect(
      namesOf(connect(url).listRepositories({ signal })),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
    expect(asked.length).toBeLessThan(40);
  });

  it('leaves a list of keys that does not end', async () => {
    const { url, left } = await network.http((request, response) => {
      if (request.url?.endsWith('/ping')) {
        response.setHeader('x-artifactory-id', 'any');
        response.end('OK');
        return;
      }
      const chunk = `[${'{"key":"a"},'.repeat(10_000)}`;
      const pour = () => {
        while (response.writable && response.write(chunk));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await failureOf(connect(url))).toMatchObject({
      id: 'login',
      code: 'RESPONSE_TOO_LARGE',
    });
    await network.close();
    await left();
  });

  it('takes the login to no other host, and lets none through where a redirect leads there (facts 4, 8)', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = await network.http((request, response) => {
      seen.push(request.headers.authorization);
      response.end(JSON.stringify([{ key: 'stolen', packageType: 'docker' }]));
    });
    const { url } = await serve(({ path }) => ({
      code: 307,
      headers: { location: `${elsewhere.url}${path}` },
    }));
    expect(await failureOf(connect(url))).toMatchObject({
      id: 'login',
      code: 'BAD_RESPONSE',
    });
    await connect(url)
      .listTags('docker-local/app', { signal })
      .catch(() => {});
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.filter(sent => sent !== undefined)).toEqual([]);
  });

  it('is not fooled by a web page, nor by others that say OK (fact 28)', async () => {
    const page = await network.http((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('OK');
    });
    const other = await network.http((request, response) => {
      const ping = request.url?.endsWith('/ping');
      response.writeHead(ping ? 200 : 404).end(ping ? 'OK' : '');
    });
    for (const { url } of [page, other]) {
      expect(await failureOf(connect(url))).toMatchObject({
        id: 'protocol',
        code: 'NOT_A_REGISTRY',
      });
    }
  });

  it.each([
    [429, 'RATE_LIMITED'],
    [501, 'UPSTREAM_ERROR'],
  ])(
    'says %s of an Artifactory that does not get to answer, not that there is none',
    async (code, expected) => {
      const { url } = await network.http((_, response) => {
        response.writeHead(code, { 'retry-after': '60' }).end();
      });
      expect(await failureOf(connect(url))).toMatchObject({
        id: 'protocol',
        code: expected,
      });
    },
  );
});
