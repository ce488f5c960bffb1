import { IncomingMessage, ServerResponse } from 'node:http';
import { jfrogProvider } from './JfrogProvider';
import { HostileNetwork } from '../__testUtils__/HostileNetwork';
import { failureOf, namesOf } from './__testUtils__/read';

const { signal } = new AbortController();
const credential = { username: 'dana', password: 'canary-of-dana-5e1f' };
const authorization = `Basic ${btoa('dana:canary-of-dana-5e1f')}`;
const network = new HostileNetwork();

jest.setTimeout(60_000);

interface Asked {
  path: string;
  query: URLSearchParams;
  known: boolean;
}

type Answer = { code?: number; headers?: object; body?: unknown } | undefined;

const restError = (status: number, message: string): Answer => ({
  code: status,
  body: { errors: [{ status, message }] },
});
const refused = restError(401, 'Bad credentials');
const forbidden = restError(403, 'Forbidden');
const keys = (...names: string[]): Answer => ({
  body: names.map(key => ({ key, type: 'LOCAL', packageType: 'Docker' })),
});
const nothing: Answer = { body: [] };

/** An Artifactory that answers as the test says to what follows `/artifactory`. */
async function serve(answer: (asked: Asked) => Answer) {
  const asked: string[] = [];
  const server = await network.http(
    (request: IncomingMessage, response: ServerResponse) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const path = url.pathname.replace(/^\/artifactory/, '');
      asked.push(path);
      const found =
        path === '/api/system/ping'
          ? {
              body: 'OK',
              headers: { 'x-jfrog-version': 'Artifactory/7.98.1 7' },
            }
          : answer({
              path,
              query: url.searchParams,
              known: request.headers.authorization === authorization,
            }) ?? restError(404, 'Not Found');
      const { code = 200, headers = {}, body = {} } = found ?? {};
      response.writeHead(code, { ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    },
  );
  return { ...server, asked };
}

function connect(url: string) {
  return network.connect(jfrogProvider, url, { credential });
}

afterEach(() => network.close());

describe('JfrogProvider, where everybody may read', () => {
  /** What each call is answered with, to this login and to anybody. */
  interface Openness {
    keys: readonly [self: Answer, anybody: Answer];
    search: readonly [self: Answer, anybody: Answer];
  }

  function serveOpen({ keys: listed, search }: Openness) {
    return serve(({ path, query, known }) => {
      const at = known ? 0 : 1;
      if (path === '/api/repositories') {
        return query.get('packageType') === 'oci' ? nothing : listed[at];
      }
      return path === '/api/search/aql'
        ? search[at]
        : { body: { repositories: [] } };
    });
  }
  const open = keys('public');
  const found: Answer = { body: { results: [] } };

  it.each<[string, Openness]>([
    ['it may search', { keys: [open, open], search: [found, forbidden] }],
    [
      'it is shown more',
      { keys: [keys('public', 'team'), open], search: [forbidden, forbidden] },
    ],
    [
      'nobody else is shown anything',
      { keys: [nothing, refused], search: [forbidden, refused] },
    ],
  ])('takes a login for right where %s (fact 5)', async (_, openness) => {
    const { url } = await serveOpen(openness);
    const { ok, steps } = await connect(url).diagnose({ signal });
    expect([ok, steps[4].message]).toEqual([
      true,
      'Artifactory accepted the login of dana.',
    ]);
  });

  it.each<[string, Openness]>([
    [
      'it is told at the search',
      { keys: [open, open], search: [refused, refused] },
    ],
    [
      'it may do no more than everybody',
      { keys: [open, open], search: [forbidden, forbidden] },
    ],
    [
      'everybody may search as well',
      { keys: [open, open], search: [found, found] },
    ],
  ])('does not take it for right where %s (fact 5)', async (_, openness) => {
    const { url } = await serveOpen(openness);
    expect(await failureOf(connect(url))).toMatchObject({
      id: 'login',
      code: 'UNAUTHORIZED',
      remedy: expect.stringMatching(/^Check/),
    });
    await expect(
      namesOf(connect(url).listRepositories({ signal })),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('calls no login wrong where nobody is shown anything', async () => {
    const { url } = await serveOpen({
      keys: [forbidden, forbidden],
      search: [forbidden, forbidden],
    });
    const told = {
      code: 'FORBIDDEN',
      message:
        'Artifactory, or a proxy before it, does not allow this login to list its repositories, and nothing else shows whether the login is right.',
    };
    expect(await failureOf(connect(url))).toMatchObject({
      id: 'login',
      code: told.code,
      remedy: expect.stringMatching(/^In Artifactory, give this user/),
    });
    await expect(
      namesOf(connect(url).listRepositories({ signal })),
    ).rejects.toMatchObject(told);
  });

  it('does not take a failure for an answer', async () => {
    const failing = restError(501, 'Not now');
    const { url } = await serveOpen({
      keys: [open, open],
      search: [found, failing],
    });
    expect(await failureOf(connect(url))).toMatchObject({
      id: 'login',
      code: 'UPSTREAM_ERROR',
    });
  });
});

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
