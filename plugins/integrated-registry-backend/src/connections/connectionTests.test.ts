import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificates } from 'registry-simulator';
import {
  behind,
  login,
  useConnectionTests,
} from './__testUtils__/useConnectionTests';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe('a connection test', () => {
  const { simulate, simulateApp, listen, serve, test, create, select } =
    useConnectionTests();

  describe('does what members do', () => {
    it('lists the tags of one repository and reads one manifest', async () => {
      const registry = await simulateApp({ login });
      const { ok, step } = await test({ url: registry.url, ...login });
      expect(ok).toBe(true);
      expect(step('list')).toMatchObject({
        state: 'ok',
        message: 'The tags of team/app can be listed, such as 1.0.',
      });
      expect(step('pull')).toMatchObject({
        state: 'ok',
        message: expect.stringMatching(
          /^The manifest of team\/app:1\.0 was read \(sha256:[0-9a-f]{12}\)\.$/,
        ),
      });
    });

    it('says where there is nothing to try', async () => {
      const { ok, step } = await test({ url: (await simulate()).url });
      expect(ok).toBe(true);
      expect(step('list')).toMatchObject({
        state: 'skipped',
        message:
          'There is no repository yet, so no list of tags could be tried.',
      });
      expect(step('pull')).toMatchObject({
        state: 'skipped',
        message: 'There is no image yet that could be tried.',
      });
    });

    it('is not misled by a repository that is empty or closed', async () => {
      const registry = await simulateApp();
      const url = await serve(
        behind(registry, path => (/^\/v2\/a\//.test(path) ? undefined : path)),
      );
      const { ok, step } = await test({
        url,
        repositories: ['a/gone', 'team/app'],
      });
      // The declared one is looked for by the catalogue step.
      expect(step('catalogue').state).toBe('failed');
      expect(ok).toBe(false);
      const other = await test({ url, repositories: ['team/app', 'a/gone'] });
      expect(other.ok).toBe(true);
    });

    it.each([
      [
        'a manifest that cannot be read',
        (path: string) => path.includes('/manifests/'),
        'pull',
      ],
      [
        'tags that cannot be listed',
        (path: string) => path.includes('/tags/'),
        'list',
      ],
    ])('fails for %s, and nothing is saved', async (_, isBroken, id) => {
      const registry = await simulateApp();
      const url = await serve(
        behind(registry, path => (isBroken(path) ? '/broken' : path)),
      );
      const { ok, step } = await test({ url });
      expect(ok).toBe(false);
      expect(step(id)).toMatchObject({
        state: 'failed',
        failure: { remedy: expect.any(String) },
      });
      const { status, body } = await create({ url });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body.error).toMatchObject({ code: step(id).failure?.code });
    });
  });

  it('tells of a Harbor behind TLS whose external URL is http, which resolves would fail for', async () => {
    const harbor = await simulateApp({
      harbor: { accounts: [{ ...login, kind: 'robot' }] },
    });
    const directory = await mkdtemp(join(tmpdir(), 'harbor-tls-'));
    const files = await createCertificates(directory);
    const [key, cert, ca] = await Promise.all(
      [files.key, files.certificate, files.authority].map(file =>
        readFile(file, 'utf8'),
      ),
    );
    await rm(directory, { recursive: true });
    // The realm it names is that of its own, plain address.
    const server = createTlsServer(
      { key, cert },
      behind(harbor, path => path),
    );
    const settings = {
      type: 'harbor',
      url: `https://127.0.0.1:${await listen(server)}`,
      tls: { caCertificate: ca },
      ...login,
    };
    const { ok, states, step } = await test(settings);
    expect(ok).toBe(false);
    expect(states).toMatchObject({
      login: 'ok',
      catalogue: 'ok',
      list: 'ok',
      pull: 'failed',
    });
    expect(step('pull')).toMatchObject({
      message:
        'The registry is reached over https, but wants the login to be sent over plain http.',
      failure: {
        code: 'BAD_RESPONSE',
        remedy:
          'Ask the registry’s administrator to set its token address (realm) to https. In Harbor, that is external_url in harbor.yml.',
      },
    });
    expect((await create(settings)).status).toBe(400);
  });

  describe('of an address behind a path', () => {
    const prefixed = (path: string) =>
      path.startsWith('/reg/v2/') ? path.slice('/reg'.length) : undefined;

    it('says plainly that nothing can be pulled', async () => {
      const registry = await simulateApp();
      const url = `${await serve(behind(registry, prefixed))}/reg`;
      const { ok, states, step } = await test({ url });
      expect(ok).toBe(false);
      expect(states).toMatchObject({ catalogue: 'ok', list: 'ok' });
      expect(step('pull')).toMatchObject({
        state: 'failed',
        message: `Nothing can be pulled from ${url}: container tools ask https://${
          new URL(url).host
        }/v2/ whatever path is written, and the images are not there.`,
        failure: {
          code: 'NOT_A_REGISTRY',
          remedy: expect.stringMatching(/Enter in the field “Image host”/),
        },
      });
      expect((await create({ url })).status).toBe(400);
    });

    it.each([
      [
        'the last part of the path before the name',
        (path: string) => path.replace(/^\/v2\/reg\//, '/v2/'),
        (host: string) => `${host}/reg`,
      ],
      ['no path', (path: string) => path, (host: string) => host],
    ])(
      'hands out references that can be pulled, with %s',
      async (_, map, imageHost) => {
        const registry = await simulateApp();
        const base = await serve(
          behind(registry, path => prefixed(path) ?? map(path)),
        );
        const { host } = new URL(base);
        const { status, body } = await create({ url: `${base}/reg` });
        expect(status).toBe(201);
        expect(body).toMatchObject({
          imageHost: imageHost(host),
          imageHostState: 'address',
        });
        const resolved = await select(body.id);
        expect(resolved.body.reference).toMatch(
          `${imageHost(host)}/team/app:1.0@sha256:`,
        );
        // As a container tool asks: `/v2/` before everything.
        const [, name, digest] =
          /^[^/]+\/(.+):1\.0@(.+)$/.exec(resolved.body.reference) ?? [];
        const pulled = await fetch(`${base}/v2/${name}/manifests/${digest}`, {
          headers: { accept: resolved.body.mediaType },
        });
        expect(pulled.status).toBe(200);
      },
    );
  });

  it('takes /v2/ with 200 and no body for a registry', async () => {
    const registry = await simulateApp();
    const pass = behind(registry, path => path);
    const url = await serve((request, response) => {
      if (request.url === '/v2/') {
        response.writeHead(200, { 'content-length': '0' }).end();
        return;
      }
      pass(request, response);
    });
    expect((await test({ url })).ok).toBe(true);
  });

  it('tells of a registry without a catalogue as one that has none', async () => {
    const registry = await simulateApp();
    const url = await serve(
      behind(registry, path =>
        path.startsWith('/v2/_catalog') ? undefined : path,
      ),
    );
    const { step } = await test({ url });
    expect(step('catalogue')).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/has no catalogue/),
      failure: {
        code: 'CATALOG_UNAVAILABLE',
        remedy: expect.stringMatching(/Name the repositories/),
      },
    });
    expect((await test({ url, repositories: ['team/app'] })).ok).toBe(true);
  });
});
