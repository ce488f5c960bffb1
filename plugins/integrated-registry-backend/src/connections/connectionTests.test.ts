import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildImage,
  createCertificates,
  RegistrySimulator,
} from 'registry-simulator';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const workspace = 'group:default/payments';
const login = { username: 'portal', password: 'canary-test-81c2' };

interface Step {
  id: string;
  state: string;
  message: string;
  failure?: { code: string; remedy: string };
}

describe('a connection test', () => {
  let knex: Knex;
  let portal: TestPortal;
  const open: Server[] = [];
  const simulators: RegistrySimulator[] = [];

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    portal = await startPortal({
      knex,
      settings: {
        limits: { connectionTestsPerMinute: 1_000, resolvesPerMinute: 1_000 },
      },
    });
  });

  afterEach(async () => {
    for (const server of open.splice(0)) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
    await Promise.all(simulators.splice(0).map(one => one.stop()));
  });

  afterAll(async () => {
    await portal?.stop();
    await knex?.destroy();
  });

  async function simulate(
    options: Parameters<typeof RegistrySimulator.start>[0] = {},
  ): Promise<RegistrySimulator> {
    const simulator = await RegistrySimulator.start({
      ...options,
      onToken: token => portal.onToken(token),
    });
    simulators.push(simulator);
    return simulator;
  }

  async function serve(
    handler: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<string> {
    const server = createServer(handler);
    open.push(server);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Hands requests on to a simulator, under another path. */
  const behind =
    ({ url }: RegistrySimulator, map: (path: string) => string | undefined) =>
    async (request: IncomingMessage, response: ServerResponse) => {
      const path = map(request.url ?? '/');
      if (path === undefined) {
        response.writeHead(404, { 'content-type': 'text/html' });
        response.end('<html>not here</html>');
        return;
      }
      const answer = await fetch(`${url}${path}`, {
        method: request.method,
        headers: {
          accept: request.headers.accept ?? '*/*',
          ...(request.headers.authorization && {
            authorization: request.headers.authorization,
          }),
        },
      });
      const body = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(body);
    };

  async function test(settings: object) {
    const { status, body } = await portal.call(
      'priya',
      'POST /connection-tests',
      { workspace, type: 'docker', ...settings },
    );
    expect(status).toBe(200);
    const steps: Step[] = body.steps;
    return {
      ok: body.ok as boolean,
      suggestion: body.suggestion,
      states: Object.fromEntries(steps.map(({ id, state }) => [id, state])),
      step: (id: string) => steps.find(step => step.id === id)!,
    };
  }

  async function create(settings: object, query = '') {
    return portal.call('priya', `POST /integrations${query}`, {
      workspace,
      type: 'docker',
      name: `Test ${Math.random()}`,
      ...settings,
    });
  }

  const select = (integrationId: string, more: object = {}) =>
    portal.call('marco', 'POST /images/resolve', {
      workspace,
      selection: { integrationId, repository: 'team/app', tag: '1.0' },
      ...more,
    });

  describe('does what members do', () => {
    it('lists the tags of one repository and reads one manifest', async () => {
      const registry = await simulate({ login });
      registry.store.addImage('team/app', buildImage(), '1.0');
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
      const registry = await simulate();
      registry.store.addImage('team/app', buildImage(), '1.0');
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
      const registry = await simulate();
      registry.store.addImage('team/app', buildImage(), '1.0');
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
    const harbor = await simulate({
      harbor: { accounts: [{ ...login, kind: 'robot' }] },
    });
    harbor.store.addImage('team/app', buildImage(), '1.0');
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
    open.push(server);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const settings = {
      type: 'harbor',
      url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
      const registry = await simulate();
      registry.store.addImage('team/app', buildImage(), '1.0');
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
        const registry = await simulate();
        registry.store.addImage('team/app', buildImage(), '1.0');
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
    const registry = await simulate();
    registry.store.addImage('team/app', buildImage(), '1.0');
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
    const registry = await simulate();
    registry.store.addImage('team/app', buildImage(), '1.0');
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

  describe('recognises', () => {
    it('Harbor under the type Docker Registry', async () => {
      const harbor = await simulate({
        harbor: {
          accounts: [{ ...login, kind: 'robot' }],
        },
      });
      harbor.store.addImage('team/app', buildImage(), '1.0');
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
      const registry = await simulate({ login });
      registry.store.addImage('team/app', buildImage(), '1.0');
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

  describe('of a password', () => {
    const keyFile = JSON.stringify(
      {
        type: 'service_account',
        private_key: '-----BEGIN KEY-----\nMIIE\n-----END KEY-----\n',
      },
      undefined,
      2,
    );

    it.each([
      ['Google, a key file', '_json_key', `${keyFile}\n`],
      [
        'Google, a key file of Windows',
        '_json_key',
        keyFile.replace(/\n/g, '\r\n'),
      ],
      ['Google, wrapped base64', '_json_key_base64', 'QUJDREVGR0g=\nSUpLTE1O'],
      ['Google, an access token', 'oauth2accesstoken', 'ya29.a0Af_-x.y'],
      ['Amazon', 'AWS', `eyJwYXlsb2FkIjoi${'Ab+/'.repeat(600)}==`],
      ['Azure, a token', 'portal-token', 'Xk8/+Y=zz~1.q'],
      [
        'Azure, a service principal',
        '3f2b1c1e-0000-4000-8000-00000000aaaa',
        'x~8Q~abc.DEF_-',
      ],
      ['GitLab', 'gitlab+deploy-token-1', 'gldt-AbCd_1234-xyz'],
      ['GitHub', 'octocat', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
      ['Docker Hub', 'moby', 'dckr_pat_AbC-123_xyz'],
      ['Quay', 'team+portal', 'B0T'.repeat(21)],
      ['a person', 'jürgen', 'größe "§" {} \\ % : 密码'],
    ])('takes what %s hands out', async (_, username, password) => {
      const registry = await simulate({ login: { username, password } });
      registry.store.addImage('team/app', buildImage(), '1.0');
      const created = await create({ url: registry.url, username, password });
      expect(created.status).toBe(201);
      expect((await select(created.body.id)).status).toBe(200);
    });

    it.each([
      ['\n', /^The password ends with a line break, as copied text often does/],
      ['\r\n', /^The password ends with a line break/],
      [' ', /^The password ends with a blank/],
      ['\u00a0', /^The password ends with a blank/],
    ])('says that it ends with %j', async (end, message) => {
      const registry = await simulate({ login });
      const { step } = await test({
        url: registry.url,
        ...login,
        password: `${login.password}${end}`,
      });
      expect(step('login').failure).toMatchObject({
        code: 'UNAUTHORIZED',
        remedy: expect.stringMatching(message),
      });
    });

    it('says nothing of that where it was accepted, or has none', async () => {
      const registry = await simulate({ login });
      const { step } = await test({
        url: registry.url,
        ...login,
        password: 'wrong-one-9',
      });
      expect(step('login').failure?.remedy).not.toMatch(/ends with/);
    });
  });

  describe('of an image host that the address does not prove', () => {
    /** A registry, and the host its images are pulled from; both of one content. */
    async function twoFaces() {
      const registry = await simulate();
      registry.store.addImage('team/app', buildImage(), '1.0');
      const images = await serve(behind(registry, path => path));
      return { url: registry.url, imageHost: new URL(images).host };
    }

    const resolveString = (
      imageHost: string,
      who: 'marco' | 'olivia' = 'marco',
    ) =>
      portal.call(who, 'POST /images/resolve', {
        workspace,
        reference: `${imageHost}/team/app:1.0`,
      });

    async function read(id: string) {
      return (await portal.call('olivia', `GET /integrations/${id}`)).body;
    }

    async function change(
      id: string,
      body: object,
      who: 'priya' | 'olivia' = 'priya',
      q = '',
    ) {
      const { etag } = await read(id);
      return portal.call(who, `PATCH /integrations/${id}${q}`, body, {
        'If-Match': etag,
      });
    }

    it('proves it by a pull', async () => {
      const { url, imageHost } = await twoFaces();
      const { step } = await test({ url, imageHost });
      expect(step('pull').message).toMatch(
        `It can be pulled as ${imageHost}/team/app.`,
      );
      const { body } = await create({ url, imageHost });
      expect(body.imageHostState).toBe('proven');
      const { body: resolved } = await resolveString(imageHost.toUpperCase());
      expect(resolved).toMatchObject({ integrationId: body.id });
      // Another host is another claim.
      const moved = await change(
        body.id,
        { imageHost: 'r.io' },
        'priya',
        '?verify=false',
      );
      expect(moved.body.imageHostState).toBe('claimed');
    });

    it('is proven by a test of what was saved before anything could be pulled', async () => {
      const registry = await simulate();
      const images = await serve(behind(registry, path => path));
      const { host } = new URL(images);
      const { body } = await create({ url: registry.url, imageHost: host });
      expect(body.imageHostState).toBe('claimed');
      const retest = () =>
        portal.call('priya', 'POST /connection-tests', {
          integrationId: body.id,
        });
      await retest();
      expect((await read(body.id)).imageHostState).toBe('claimed');

      registry.store.addImage('team/app', buildImage(), '1.0');
      expect((await retest()).body.ok).toBe(true);
      const { imageHostState, etag } = await read(body.id);
      expect(imageHostState).toBe('proven');
      // Nobody who is editing it meanwhile is held up.
      expect(etag).toBe(body.etag);
    });

    it('takes nothing for a proof but the same digest', async () => {
      const registry = await simulate();
      registry.store.addImage('team/app', buildImage(), '1.0');
      const images = await serve((_, response) => {
        response
          .writeHead(200, {
            'content-type': 'application/vnd.oci.image.manifest.v1+json',
            'docker-content-digest': `sha256:${'a'.repeat(64)}`,
          })
          .end('{"schemaVersion":2}');
      });
      const { host } = new URL(images);
      const { body } = await create({ url: registry.url, imageHost: host });
      expect(body.imageHostState).toBe('claimed');
    });

    it('works in its own workspace where nobody could prove it, and nowhere else', async () => {
      const registry = await simulate();
      const { status, body } = await create({
        url: registry.url,
        imageHost: 'images.example.com',
      });
      expect(status).toBe(201);
      expect(body.imageHostState).toBe('claimed');
      registry.store.addImage('team/app', buildImage(), '1.0');
      const own = await resolveString('images.example.com');
      expect(own.body).toMatchObject({ integrationId: body.id });

      await change(body.id, { sharing: { with: 'everybody' } }, 'olivia');
      const elsewhere = { workspace: 'group:default/storefront' };
      const asString = await portal.call('lena', 'POST /images/resolve', {
        ...elsewhere,
        reference: 'images.example.com/team/app:1.0',
      });
      expect(asString.body.integrationId).toBeUndefined();
      const chosen = await portal.call('lena', 'POST /images/resolve', {
        ...elsewhere,
        selection: {
          integrationId: body.id,
          repository: 'team/app',
          tag: '1.0',
        },
      });
      expect(chosen.status).toBe(400);
      expect(chosen.body.error.message).toMatch(
        /^The image host images\.example\.com of ".*" is not proven, so only its own workspace can choose its images/,
      );
    });

    it.each([
      'docker.io',
      'index.docker.io',
      'DOCKER.IO',
      'ghcr.io',
      'quay.io/team',
    ])('has a platform admin confirm the public host %s', async imageHost => {
      const registry = await simulate();
      registry.store.addImage('team/app', buildImage(), '1.0');
      const { body } = await create(
        { url: registry.url, imageHost },
        '?verify=false',
      );
      expect(body.imageHostState).toBe('needsConfirmation');
      const asString = await resolveString(imageHost);
      expect(asString.body.integrationId).toBeUndefined();
      const chosen = await select(body.id);
      expect(chosen.status).toBe(400);
      expect(chosen.body.error.message).toMatch(
        /is a public one or another workspace’s, so nobody can choose its images before a platform admin/,
      );

      const refused = await change(body.id, { confirmImageHost: true });
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toMatch(
        /Only the portal’s platform admins may confirm an image host/,
      );
      const confirmed = await change(
        body.id,
        { confirmImageHost: true },
        'olivia',
      );
      expect(confirmed.body.imageHostState).toBe('confirmed');
      expect((await select(body.id)).status).toBe(200);
      // What is changed afterwards is not what was confirmed.
      const renamed = await change(body.id, { name: `N ${imageHost}` });
      expect(renamed.body.imageHostState).toBe('confirmed');
      const moved = await change(
        body.id,
        { url: (await simulate()).url },
        'priya',
        '?verify=false',
      );
      expect(moved.body.imageHostState).toBe('needsConfirmation');
      await portal.call('priya', `DELETE /integrations/${body.id}`, undefined, {
        'If-Match': (await read(body.id)).etag,
      });
    });

    it('does not let a copied image prove another workspace’s host', async () => {
      const { url, imageHost } = await twoFaces();
      // Whose it is.
      const theirs = await portal.call('olivia', 'POST /integrations', {
        workspace: 'group:default/storefront',
        type: 'docker',
        name: 'Theirs',
        url: `http://${imageHost}`,
      });
      expect(theirs.status).toBe(201);
      const { body } = await create({ url, imageHost });
      expect(body.imageHostState).toBe('needsConfirmation');
      await change(
        theirs.body.id,
        { sharing: { with: 'everybody' } },
        'olivia',
      );
      const resolved = await resolveString(imageHost);
      expect(resolved.body.integrationId).toBe(theirs.body.id);
    });

    it('sends a stored password to no image host', async () => {
      const registry = await simulate({ login });
      registry.store.addImage('team/app', buildImage(), '1.0');
      const seen: (string | undefined)[] = [];
      const pass = behind(registry, path => path);
      const images = await serve((request, response) => {
        seen.push(request.headers.authorization);
        pass(request, response);
      });
      const { body } = await create({ url: registry.url, ...login });
      const { host } = new URL(images);
      const changed = await change(body.id, { imageHost: host });
      expect(changed.body.imageHostState).toBe('claimed');
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter(Boolean)).toEqual([]);

      const again = await change(body.id, {
        imageHost: host,
        password: login.password,
      });
      expect(again.body.imageHostState).toBe('proven');
    });
  });
});
