import { TestDatabases } from '@backstage/backend-test-utils';
import { createServer, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { crawled } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const workspace = 'group:default/payments';
const robot = { username: 'robot$portal', password: 'canary-refusal-5e21c07b' };
const user = { username: 'deploy', password: 'canary-refusal-77aa31df' };

const kinds = {
  harbor: {
    options: { harbor: { accounts: [{ ...robot, kind: 'robot' as const }] } },
    credential: robot,
    path: '',
    repository: 'team/app',
  },
  docker: {
    options: { login: user, auth: 'bearer' as const },
    credential: user,
    path: '',
    repository: 'team/app',
  },
  jfrog: {
    options: {
      artifactory: { accounts: [user], repositories: [{ key: 'team' }] },
    },
    credential: user,
    path: '/artifactory',
    repository: 'team/app',
  },
};

type Kind = keyof typeof kinds;

interface Answer {
  code?: number;
  headers?: Record<string, string>;
  body?: string;
}

const isList = (path: string) =>
  /_catalog|\/projects\b|\/api\/search\/aql|\/api\/repositories/.test(path);
const challenge = (realm: string): Answer => ({
  code: 401,
  headers: { 'www-authenticate': `Bearer realm="${realm}",service="registry"` },
});

describe('a refusal', () => {
  let portal: TestPortal;
  let registry: RegistrySimulator;
  let front: Server;
  let answer: (path: string) => Answer | undefined;
  let asked: string[];

  beforeEach(async () => {
    answer = () => undefined;
    asked = [];
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: { deadlines: { interactive: 20 } },
    });
  }, 120_000);

  afterEach(async () => {
    front?.closeAllConnections();
    front?.close();
    await registry?.stop();
    await portal?.stop();
  });

  /** Integrates a registry behind a server that answers for it as the test says. */
  async function start(type: Kind) {
    const { options, credential, path, repository } = kinds[type];
    registry = await RegistrySimulator.start({
      ...options,
      onToken: portal.onToken,
    });
    registry.store.addImage(repository, buildImage(), '1.0');
    front = createServer((incoming, outgoing) => {
      const { method = 'GET', url = '/', headers } = incoming;
      asked.push(`${method} ${url}`);
      const own = answer(url);
      if (own) {
        outgoing.writeHead(own.code ?? 200, own.headers);
        outgoing.end(own.body);
        return;
      }
      const behind = request(
        `${registry.url}${url}`,
        { method, headers },
        response => {
          outgoing.writeHead(response.statusCode ?? 502, response.headers);
          response.pipe(outgoing);
        },
      );
      behind.on('error', () => outgoing.destroy());
      incoming.pipe(behind);
    });
    await new Promise<void>(done => {
      front.listen(0, '127.0.0.1', done);
    });
    const { port } = front.address() as AddressInfo;
    const { body, status } = await portal.call('priya', 'POST /integrations', {
      workspace,
      type,
      name: `Company ${type}`,
      url: `http://127.0.0.1:${port}${path}`,
      ...credential,
    });
    expect({ status, body }).toMatchObject({ status: 201 });
    await crawled(portal, body.id);
    asked.length = 0;
    return body.id as string;
  }

  /** The integration, as soon as nothing is under way. */
  async function settled(id: string) {
    for (;;) {
      const body = await crawled(portal, id);
      if (!body.health.checking) {
        return body;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  async function refresh(id: string) {
    await portal.call('priya', `POST /integrations/${id}/refresh`);
    return settled(id);
  }

  const resolve = (id: string) =>
    portal.call('marco', 'POST /images/resolve', {
      workspace,
      selection: { integrationId: id, repository: 'team/app', tag: '1.0' },
    });

  const loginFailures = () =>
    portal.events.filter(({ eventId }) => eventId === 'login-failure');

  describe('is called a wrong credential by nothing', () => {
    it.each<[Kind, string, (path: string) => Answer | undefined]>([
      ['harbor', '401 comes to every request', () => ({ code: 401 })],
      ['jfrog', '401 comes to every request', () => ({ code: 401 })],
      ['harbor', '403 comes to every request', () => ({ code: 403 })],
      ['jfrog', '403 comes to every request', () => ({ code: 403 })],
      [
        'harbor',
        '401 comes to all but what names it',
        path => (path.endsWith('/systeminfo') ? undefined : { code: 401 }),
      ],
      [
        'jfrog',
        'lists are refused',
        path => (isList(path) ? { code: 403 } : undefined),
      ],
      [
        'jfrog',
        'lists are JSON of another kind',
        path => (isList(path) ? { body: '{"hello":"world"}' } : undefined),
      ],
      ...(['harbor', 'docker'] as const).flatMap(
        (type): [Kind, string, (path: string) => Answer | undefined][] => [
          [
            type,
            'the token address is at a host that is down',
            path =>
              path.startsWith('/v2/')
                ? challenge('http://127.0.0.1:9/token')
                : undefined,
          ],
          [
            type,
            'the token address is a path alone',
            path => (path.startsWith('/v2/') ? challenge('/token') : undefined),
          ],
        ],
      ),
    ])('%s where %s', async (type, _, wrong) => {
      const id = await start(type);
      answer = wrong;
      const { health, repositoryIndex } = await refresh(id);
      expect(health.state).toBe('unhealthy');
      expect(repositoryIndex.state).toBe('failed');
      for (const { code, message } of [
        health.failure,
        repositoryIndex.failure,
      ]) {
        expect(code).not.toBe('UNAUTHORIZED');
        expect(message).not.toMatch(
          /password|secret|Login failed|may be wrong/,
        );
      }
      expect(loginFailures()).toEqual([]);

      answer = () => undefined;
      await portal.runTask('recovery');
      // What was told in between is mended by the schedule alone where it may have locked accounts.
      await portal.runTask('health');
      await settled(id);
      expect(await refresh(id)).toMatchObject({
        health: { state: 'healthy' },
        repositoryIndex: { state: 'finished' },
      });
    });

    it('where Harbor has lost its database', async () => {
      const id = await start('harbor');
      registry.setFaults({ outage: 'database' });
      const { health, repositoryIndex } = await refresh(id);
      expect(health.failure.message).toMatch(/its database is down/);
      expect(repositoryIndex.failure).toMatchObject({ code: 'UPSTREAM_ERROR' });
      expect(loginFailures()).toEqual([]);
    });
  });

  it('says which login address the registry names, and what it answered', async () => {
    const id = await start('harbor');
    answer = path =>
      path.startsWith('/v2/')
        ? challenge('http://127.0.0.1:9/service/token')
        : undefined;
    const { health } = await refresh(id);
    expect(health.failure).toMatchObject({
      code: 'CONNECTION_REFUSED',
      message: expect.stringMatching(
        /^The registry’s login service failed: .* The registry names this address for it: http:\/\/127\.0\.0\.1:9\/service\/token\.$/,
      ),
      remedy: expect.stringContaining('external_url in harbor.yml'),
    });
  });

  it.each(['harbor', 'docker', 'jfrog'] as const)(
    'of the credential by %s is told by the crawl in the words of the check',
    async type => {
      const id = await start(type);
      registry.setFaults({ passwordExpired: true });
      const { health, repositoryIndex } = await refresh(id);
      expect(health.failure).toMatchObject({ code: 'UNAUTHORIZED' });
      expect(repositoryIndex.failure).toEqual(health.failure);
      expect(loginFailures()).toHaveLength(1);
    },
  );

  it('is none where an access token cannot be sent at all', async () => {
    await start('jfrog');
    const { port } = front.address() as AddressInfo;
    const { body } = await portal.call('priya', 'POST /connection-tests', {
      workspace,
      type: 'jfrog',
      url: `http://127.0.0.1:${port}/artifactory`,
      username: 'token',
      password: 'canary-refusal-tökén-3f',
    });
    const failed = body.steps.find(
      ({ state }: { state: string }) => state === 'failed',
    );
    expect(failed).toMatchObject({
      id: 'login',
      message: expect.stringMatching(/characters that no access token has/),
    });
    expect(loginFailures()).toEqual([]);
  });

  describe('of the credential keeps it from being sent', () => {
    it('by people and crawls, until the next check on schedule', async () => {
      const id = await start('docker');
      const tags = () =>
        portal.call(
          'marco',
          `GET /integrations/${id}/tags?repository=team/app`,
        );
      const before = await tags();
      expect(before.status).toBe(200);
      registry.setFaults({ passwordExpired: true });
      await refresh(id);
      asked.length = 0;

      const { body } = await resolve(id);
      expect(body.error).toMatchObject({
        code: 'UNAUTHORIZED',
        message: expect.stringMatching(
          /^Login failed: .* Company docker was not asked again, so that the account is not locked\.$/,
        ),
      });
      expect((await tags()).body).toMatchObject({
        items: before.body.items,
        complete: false,
      });
      await portal.runTask('crawl');
      await portal.runTask('recovery');
      const { repositoryIndex, health } = await settled(id);
      expect(repositoryIndex).toMatchObject({
        state: 'failed',
        repositories: 1,
        failure: health.failure,
      });
      expect(asked).toEqual([]);

      registry.setFaults({});
      await portal.runTask('health');
      await settled(id);
      expect(asked).not.toEqual([]);
      expect((await resolve(id)).status).toBe(200);
    });

    it('but not the one that is entered in its place', async () => {
      const id = await start('docker');
      registry.setFaults({ passwordExpired: true });
      const { etag } = await refresh(id);
      registry.setFaults({});
      const { status } = await portal.call(
        'priya',
        `PATCH /integrations/${id}`,
        { ...user },
        { 'If-Match': etag },
      );
      expect(status).toBe(200);
      expect((await resolve(id)).status).toBe(200);
      expect(await settled(id)).toMatchObject({
        health: { state: 'healthy' },
        repositoryIndex: { state: 'finished' },
      });
    });
  });
});
