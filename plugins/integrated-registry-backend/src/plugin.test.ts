import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { buildImage, buildIndex, RegistrySimulator } from 'registry-simulator';
import {
  encryption,
  startPortal,
  TestPortal,
} from './__testUtils__/startPortal';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const login = { username: 'robot', password: 'canary-3f9a1c77e5' };
const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);
const { digest } = image.manifest;

describe.each(databases.eachSupportedId())('the backend on %s', databaseId => {
  let knex: Knex;
  let registry: RegistrySimulator;
  let portal: TestPortal;

  beforeAll(async () => {
    registry = await RegistrySimulator.start({ login });
    for (const tag of ['1.9.0', '1.10.0', 'latest']) {
      registry.store.addImage('team/app', image, tag);
    }
    registry.store.addImage('team/worker', buildImage(), '0.1.0');
    knex = await databases.init(databaseId);
    portal = await startPortal({ knex });
  }, 120_000);

  afterAll(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  const settings = () => ({
    workspace: 'group:default/payments',
    type: 'docker',
    name: 'Company registry',
    url: registry.url,
    ...login,
  });

  /** Makes an integration that is gone after the test's own work. */
  async function integrate(change: object = {}) {
    const answer = await portal.call('priya', 'POST /integrations', {
      ...settings(),
      ...change,
    });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; etag: string };
  }

  async function remove(id: string) {
    const { body } = await portal.call('olivia', `GET /integrations/${id}`);
    const answer = await portal.call(
      'olivia',
      `DELETE /integrations/${id}`,
      undefined,
      { 'If-Match': body.etag },
    );
    expect(answer.status).toBe(204);
  }

  async function crawled(id: string) {
    for (;;) {
      const { body } = await portal.call('marco', `GET /integrations/${id}`);
      if (['finished', 'failed'].includes(body.repositoryIndex.state)) {
        return body;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  it('goes the whole way: integrate, search, tags, artifact, resolve, parse, use', async () => {
    const { id } = await integrate();
    expect(await crawled(id)).toMatchObject({
      access: 'use',
      health: { state: 'healthy' },
      repositoryIndex: { state: 'finished', repositories: 2, complete: true },
    });

    const workspace = 'workspace=group:default/payments';
    const found = await portal.call(
      'marco',
      `GET /repositories?${workspace}&q=app`,
    );
    expect(found.body).toMatchObject({
      items: [{ name: 'team/app', imageHost: registry.host }],
      totalItems: 1,
      complete: true,
    });
    const sources = await portal.call(
      'marco',
      `GET /repository-sources?${workspace}`,
    );
    expect(sources.body.items).toMatchObject([
      { name: 'Company registry', shared: false },
    ]);

    const tags = await portal.call(
      'marco',
      `GET /integrations/${id}/tags?repository=team/app&limit=2`,
    );
    expect(tags.body).toMatchObject({
      items: [{ name: '1.10.0' }, { name: '1.9.0' }],
      totalItems: 3,
      sortedBy: 'semver',
    });
    const rest = await portal.call(
      'marco',
      `GET /integrations/${id}/tags?repository=team/app&limit=2&cursor=${tags.body.nextCursor}`,
    );
    expect(rest.body.items).toEqual([{ name: 'latest' }]);
    expect(rest.body.nextCursor).toBeUndefined();

    const artifact = await portal.call(
      'marco',
      `GET /integrations/${id}/artifact?repository=team/app&reference=1.10.0`,
    );
    expect(artifact.body).toMatchObject({
      digest,
      kind: 'index',
      pullReference: `${registry.host}/team/app:1.10.0@${digest}`,
    });

    const resolved = await portal.call('marco', 'POST /images/resolve', {
      workspace: 'group:default/payments',
      reference: `${registry.host}/team/app:1.10.0`,
      policy: { platform: 'linux/s390x', semverRange: '>=1.10' },
    });
    expect(resolved.body).toMatchObject({
      reference: `${registry.host}/team/app:1.10.0@${digest}`,
      passed: false,
      rules: [
        { rule: 'semverRange', passed: true },
        { rule: 'platform', passed: false },
      ],
    });

    const parsed = await portal.call(
      'marco',
      `GET /images/parse?${workspace}&reference=${registry.host}/team/app:1.9.0`,
    );
    expect(parsed.body).toMatchObject({
      integrationId: id,
      integrationRepository: 'team/app',
      tag: '1.9.0',
    });

    const used = await portal.call('marco', 'POST /image-uses', {
      workspace: 'group:default/payments',
      reference: resolved.body.reference,
      usedBy: 'component:default/shop',
    });
    expect(used.body).toMatchObject({
      integrationId: id,
      digest,
      chosenBy: 'user:default/marco',
    });
    const uses = await portal.call('marco', `GET /image-uses?${workspace}`);
    expect(uses.body.items).toEqual([used.body]);
    await remove(id);
  });

  it('refuses a wrong password at the step login, and saves nothing', async () => {
    const answer = await portal.call('priya', 'POST /integrations', {
      ...settings(),
      password: 'canary-wrong-8d2f',
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      name: 'InputError',
      code: 'UNAUTHORIZED',
      remedy: expect.any(String),
      diagnosis: { ok: false },
    });
    const listed = await portal.call('priya', 'GET /integrations');
    expect(listed.body.items).toEqual([]);
  });

  it('saves a registry that cannot be used now where that is asked for', async () => {
    const answer = await portal.call(
      'priya',
      'POST /integrations?verify=false',
      {
        ...settings(),
        name: 'Away',
        url: 'http://127.0.0.1:1',
      },
    );
    expect(answer.status).toBe(201);
    expect((await crawled(answer.body.id)).repositoryIndex).toMatchObject({
      state: 'failed',
      failure: { code: 'CONNECTION_REFUSED' },
    });
    await remove(answer.body.id);
  });

  it('loses nobody’s change, and keeps a password that is left out', async () => {
    const { id, etag } = await integrate();
    const change = (body: object, ifMatch?: string) =>
      portal.call(
        'priya',
        `PATCH /integrations/${id}`,
        body,
        ifMatch ? { 'If-Match': ifMatch } : {},
      );
    expect((await change({ name: 'A' })).body.error.message).toMatch(
      /If-Match/,
    );
    const first = await change({ name: 'Renamed' }, etag);
    expect(first.body).toMatchObject({ name: 'Renamed', hasCredential: true });
    expect((await change({ name: 'Late' }, etag)).status).toBe(409);
    const moved = await change(
      { url: registry.url.replace('127.0.0.1', 'localhost') },
      first.body.etag,
    );
    expect(moved.status).toBe(400);
    expect(moved.body.error.message).toMatch(/password is needed again/);
    await remove(id);
  });

  describe('answers bad input with what is wrong', () => {
    let page: Server;
    let silent: Server;

    beforeAll(async () => {
      page = createServer((_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<html><body>Welcome</body></html>');
      });
      silent = createServer((_, response) => {
        response.statusCode = 400;
        response.end('Client sent an HTTP request to an HTTPS server.\n');
      });
      for (const server of [page, silent]) {
        await new Promise<void>(resolve => {
          server.listen(0, '127.0.0.1', resolve);
        });
      }
    });

    afterAll(async () => {
      for (const server of [page, silent]) {
        await new Promise(resolve => server.close(resolve));
      }
    });

    const urlOf = (server: Server) =>
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const create = (change: object) =>
      portal.call('priya', 'POST /integrations', { ...settings(), ...change });

    it.each<[string, () => object, string | undefined, RegExp]>([
      [
        'an unreachable host',
        () => ({ url: 'http://127.0.0.1:1' }),
        'CONNECTION_REFUSED',
        /could not be reached/,
      ],
      [
        'a name that does not resolve',
        () => ({ url: 'https://registry.invalid' }),
        'DNS_FAILED',
        /could not be resolved/,
      ],
      [
        'http on an https port',
        () => ({ url: urlOf(silent) }),
        'PROTOCOL_MISMATCH',
        /does not answer in plain HTTP/,
      ],
      [
        'a web page that is no registry',
        () => ({ url: urlOf(page) }),
        'NOT_A_REGISTRY',
        /./,
      ],
      [
        '2 MB of description',
        () => ({ description: 'x'.repeat(2_000_000) }),
        undefined,
        /description is too long: at most 2,000/,
      ],
      [
        'an address with credentials',
        () => ({ url: 'https://me:canary-url@registry.example.com' }),
        undefined,
        /carries a user name or password/,
      ],
      [
        'an unknown type',
        () => ({ type: 'nexus' }),
        undefined,
        /"nexus" is unknown.*docker/,
      ],
      [
        'an unknown field',
        () => ({ pasword: 'x' }),
        undefined,
        /no field "pasword"/,
      ],
      [
        'a missing password',
        () => ({ password: undefined }),
        undefined,
        /user name but no password/,
      ],
    ])('%s', async (_, change, code, message) => {
      const { status, body } = await create(change());
      expect(status).toBe(400);
      expect(body.error.message).toMatch(message);
      expect(body.error.code).toBe(code);
    });

    it('a name that is taken, in whatever case', async () => {
      const { id } = await integrate();
      const { status, body } = await create({ name: 'COMPANY registry' });
      expect(status).toBe(409);
      expect(body.error.message).toMatch(/already. Choose another name/);
      await remove(id);
    });

    it('an image reference with a bad digest', async () => {
      const { status, body } = await portal.call(
        'marco',
        'POST /images/resolve',
        {
          workspace: 'group:default/payments',
          reference: 'registry.example.com/team/app@sha256:abc',
        },
      );
      expect(status).toBe(400);
      expect(body.error.message).toMatch(/digest/i);
    });

    it('a body that is no JSON, without quoting it', async () => {
      const { status, body } = await portal.call(
        'priya',
        'POST /integrations',
        '{"password":"canary-json-77aa" oops}',
      );
      expect(status).toBe(400);
      expect(body.error.message).toBe(
        'The body of the request is not valid JSON',
      );
    });

    it('a body beyond all measure', async () => {
      const { status, body } = await create({
        description: 'x'.repeat(5_000_000),
      });
      expect(status).toBe(413);
      expect(body.error.message).toMatch(/at most 2 MiB/);
    });
  });

  it('keeps integrations over a restart, and refuses a wrong or missing key', async () => {
    const { id } = await integrate();
    await crawled(id);
    await portal.stop();

    for (const [keys, message] of [
      [
        [{ id: 'test', secret: 'quite-another-secret' }],
        /"test" is not the one/,
      ],
      [[{ id: 'new', secret: 'the-key-that-comes-next' }], /"test" is missing/],
      [[], /No encryption key is configured/],
    ] as const) {
      await expect(
        startPortal({ knex, settings: { encryption: { keys: [...keys] } } }),
      ).rejects.toThrow(message);
    }

    portal = await startPortal({
      knex,
      settings: {
        encryption: {
          keys: [
            { id: 'newer', secret: 'the-key-on-top-of-the-old' },
            ...encryption.keys,
          ],
        },
      },
    });
    const { status } = await portal.call(
      'marco',
      `GET /integrations/${id}/artifact?repository=team/app&reference=1.9.0`,
    );
    expect(status).toBe(200);
    await remove(id);
  });

  it('lets no secret out', async () => {
    const { id } = await integrate();
    await crawled(id);
    const rows: string[] = [];
    for (const table of ['integrations', 'credentials', 'encryption_keys']) {
      rows.push(JSON.stringify(await knex(table).select()));
    }
    expect(rows.join()).toContain(login.username);
    const everything = [
      ...rows,
      ...portal.answers,
      ...portal.logged,
      ...portal.audited,
    ].join('\n');
    expect(everything).not.toContain('canary');
    expect(everything).not.toContain(
      Buffer.from(login.password).toString('base64').slice(0, -4),
    );
    expect(portal.audited.join()).toContain('integration-create');
    await remove(id);
  });
});
