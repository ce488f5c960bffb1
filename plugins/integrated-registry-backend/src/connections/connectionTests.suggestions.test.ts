import {
  behind,
  login,
  useConnectionTests,
} from './__testUtils__/useConnectionTests';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe('a connection test recognises', () => {
  const { simulate, simulateApp, serve, test } = useConnectionTests();

  it('Harbor under the type Docker Registry', async () => {
    const harbor = await simulateApp({
      harbor: {
        accounts: [{ ...login, kind: 'robot' }],
      },
    });
    const { suggestion } = await test({ url: harbor.url, ...login });
    expect(suggestion).toEqual({
      message:
        'This is Harbor. With the type Harbor, the portal also shows projects, push times and vulnerabilities.',
      wording: { message: { code: 'SUGGEST_HARBOR' } },
      type: 'harbor',
      url: harbor.url,
    });
    const { suggestion: none } = await test({
      type: 'harbor',
      url: harbor.url,
      ...login,
    });
    expect(none).toBeUndefined();
  });

  it('Artifactory’s Docker API under the type Docker Registry', async () => {
    const url = await serve((_, response) => {
      response.writeHead(404).end();
    });
    const { suggestion } = await test({
      url: `${url}/artifactory/api/docker/docker-local/`,
    });
    expect(suggestion).toEqual({
      message: 'This is JFrog Artifactory.',
      wording: {
        message: {
          code: 'VENDOR',
          params: { vendor: 'JFrog Artifactory' },
        },
      },
      type: 'jfrog',
      url: `${url}/artifactory/api/docker/docker-local`,
    });
  });

  it('a registry that speaks plain http, and sends it no password', async () => {
    const registry = await simulateApp({ login });
    const seen: (string | undefined)[] = [];
    const pass = behind(registry, path => path);
    const url = await serve((request, response) => {
      seen.push(request.headers.authorization);
      pass(request, response);
    });
    const { host } = new URL(url);
    // Without its protocol, as people paste it: https is tried first.
    const { ok, step, suggestion } = await test({
      url: `${host}/team/app:1.0`,
      ...login,
    });
    expect(ok).toBe(false);
    expect(step('tls').failure?.code).toBe('PROTOCOL_MISMATCH');
    expect(suggestion).toEqual({
      message: `A registry answers at ${url}. Over plain http nothing is encrypted: anyone on the way can read the password.`,
      wording: {
        message: {
          code: 'SUGGEST_PLAIN_ADDRESS',
          params: { address: url },
        },
      },
      url,
    });
    expect(seen.filter(Boolean)).toEqual([]);
  });

  it('a registry at the root of a host, where a page was pasted', async () => {
    const registry = await simulate();
    const url = await serve(
      behind(registry, path => (path.startsWith('/v2/') ? path : undefined)),
    );
    const { suggestion } = await test({ url: `${url}/team/app` });
    expect(suggestion).toEqual({
      message: `A registry answers at ${url}.`,
      wording: {
        message: { code: 'SUGGEST_ADDRESS', params: { address: url } },
      },
      url,
    });
  });

  it.each([
    [
      'x-gitlab-meta',
      '{}',
      /^This is GitLab\. Its container registry has/,
      'SUGGEST_GITLAB',
    ],
    [
      'server',
      'Nexus/3.70.1 (OSS)',
      /^This is Nexus Repository\. Each of/,
      'SUGGEST_NEXUS',
    ],
  ])('a web page by its header %s', async (header, value, message, code) => {
    const url = await serve((_, response) => {
      response
        .writeHead(404, { 'content-type': 'text/html', [header]: value })
        .end('<html></html>');
    });
    const { suggestion } = await test({ url });
    expect(suggestion).toEqual({
      message: expect.stringMatching(message),
      wording: { message: { code } },
    });
  });
});
