import {
  answerJson,
  callAll,
  client,
  listen,
  lure,
  registryOf,
  signal,
  TOKEN,
} from './__testUtils__/lures';
import { config } from './__testUtils__/smallImage';

describe('a login that a registry sends elsewhere by a redirect (fact 4)', () => {
  const places: [string, (own: number, evil: number) => string][] = [
    ['another host', (_, evil) => `http://evil.test:${evil}/x`],
    ['another port', (_, evil) => `http://registry.test:${evil}/x`],
    ['an address without scheme', (_, evil) => `//evil.test:${evil}/x`],
    [
      'our host as the user of another',
      (_, evil) => `http://registry.test@evil.test:${evil}/x`,
    ],
    [
      'our host and port as user and password of another',
      (own, evil) => `http://registry.test:${own}@evil.test:${evil}/x`,
    ],
    ['back-slashes', (_, evil) => `http:\\\\evil.test:${evil}\\x`],
    ['back-slashes alone', (_, evil) => `\\\\evil.test:${evil}\\x`],
    ['a slash and a back-slash', (_, evil) => `/\\evil.test:${evil}/x`],
    ['a tab inside', (_, evil) => `/\t/evil.test:${evil}/x`],
    [
      'our host as the beginning of another name',
      (_, evil) => `http://registry.test.evil.test:${evil}/x`,
    ],
  ];

  it.each(places)('does not go to %s', async (_, place) => {
    const evil = await listen(lure);
    for (const code of [301, 302, 303, 307, 308]) {
      const registry = await listen((request, response) => {
        const location = place(registry.port, evil.port);
        registryOf((__, answer) => {
          answer.writeHead(code, { location }).end();
        })(request, response);
      });
      evil.seen.splice(0);

      await callAll(client(`http://registry.test:${registry.port}`));

      expect(registry.leaked()).not.toHaveLength(0);
      expect(evil.seen).not.toHaveLength(0);
      expect(evil.leaked()).toEqual([]);
    }
  });

  it('does not go from https to http, nor is the address visited', async () => {
    const evil = await listen(lure);
    const registry = await listen(
      registryOf((_, response) => {
        response
          .writeHead(307, { location: `http://registry.test:${evil.port}/x` })
          .end();
      }),
      { secure: true },
    );
    const oci = client(`https://registry.test:${registry.port}`);

    await callAll(oci);

    expect(registry.leaked()).not.toHaveLength(0);
    expect(evil.connections()).toBe(0);
  });

  it('does not go with its token either, where content lies elsewhere', async () => {
    const store = await listen((_, response) => response.end(config));
    const tokens = await listen((_, response) =>
      answerJson(response, { token: TOKEN }),
    );
    const registry = await listen(
      registryOf(
        (request, response) => {
          if (request.url?.includes('/blobs/')) {
            response
              .writeHead(307, { location: `http://evil.test:${store.port}/b` })
              .end();
          }
        },
        () => `http://tokens.test:${tokens.port}/token`,
      ),
    );
    const oci = client(`http://registry.test:${registry.port}`);

    const artifact = await oci.getArtifact('team/app', '1.0', { signal });

    expect(artifact.platforms).toMatchObject([{ architecture: 'amd64' }]);
    expect(store.seen).toHaveLength(1);
    expect(store.leaked()).toEqual([]);
  });
});

describe('a Link to another origin (fact 8)', () => {
  it.each([
    ['another host', (port: number) => `http://evil.test:${port}`],
    ['another port', (port: number) => `http://registry.test:${port}`],
    ['no scheme', (port: number) => `//evil.test:${port}`],
    ['back-slashes', (port: number) => `\\\\evil.test:${port}`],
    [
      'our host as its user',
      (port: number) => `http://registry.test@evil.test:${port}`,
    ],
  ])('is not visited: %s', async (_, place) => {
    const evil = await listen(lure);
    let pages = 0;
    const registry = await listen(
      registryOf((request, response) => {
        const { pathname, searchParams } = new URL(
          request.url ?? '',
          'http://own',
        );
        if (
          /_catalog$|\/tags\/list$|\/referrers\//.test(pathname) &&
          !searchParams.has('last')
        ) {
          pages += 1;
          response.setHeader(
            'link',
            `<${place(evil.port)}${pathname}?last=1.0&n=1>; rel="next"`,
          );
        }
      }),
    );
    const oci = client(`http://registry.test:${registry.port}`);

    await callAll(oci);
    const { cursor } = await oci.listTags('team/app', { signal });
    await oci.listTags('team/app', { signal, cursor });

    expect(pages).toBe(4);
    expect(registry.seen.some(line => line.includes('last=1.0'))).toBe(true);
    expect(evil.connections()).toBe(0);
  });
});
