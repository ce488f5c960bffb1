import { TestDatabases } from '@backstage/backend-test-utils';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { crawled, integrate } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const workspace = 'group:default/payments';
const robot = { username: 'robot$portal', password: 'canary-health-5e21c07a' };
const user = { username: 'deploy', password: 'canary-health-77aa31de' };

/** Harbor, a Docker Registry that hands out tokens, and an Artifactory, with the same image. */
const kinds = {
  harbor: {
    options: { harbor: { accounts: [{ ...robot, kind: 'robot' as const }] } },
    credential: robot,
  },
  docker: {
    options: { login: user, auth: 'bearer' as const },
    credential: user,
  },
  jfrog: {
    options: {
      artifactory: {
        accounts: [{ ...user, reads: ['team'] }],
        repositories: [{ key: 'team' }],
      },
    },
    credential: user,
  },
};

type Kind = keyof typeof kinds;

describe('health of integrations', () => {
  let portal: TestPortal;
  let registry: RegistrySimulator;

  beforeEach(async () => {
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: { deadlines: { interactive: 3 } },
    });
  }, 120_000);

  afterEach(async () => {
    await registry?.stop();
    await portal?.stop();
  });

  async function start(type: Kind): Promise<string> {
    const { options, credential } = kinds[type];
    registry = await RegistrySimulator.start({
      ...options,
      onToken: portal.onToken,
    });
    registry.store.addImage('team/app', buildImage(), '1.0');
    const { id } = await integrate(portal, {
      type,
      name: `Company ${type}`,
      url: registry.url,
      ...credential,
    });
    return id;
  }

  const healthOf = async (id: string) =>
    (await portal.call('priya', `GET /integrations/${id}`)).body.health;

  /** The health, as soon as no check is under way. */
  async function checked(id: string) {
    for (;;) {
      const health = await healthOf(id);
      if (!health.checking) {
        return health;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  const refresh = async (id: string) => {
    await portal.call('priya', `POST /integrations/${id}/refresh`);
    return checked(id);
  };

  const resolve = (integrationId: string, repository: string, tag: string) =>
    portal.call('marco', 'POST /images/resolve', {
      workspace,
      selection: { integrationId, repository, tag },
    });

  const loginFailures = () =>
    portal.events.filter(({ eventId }) => eventId === 'login-failure');

  describe('is set by health checks alone', () => {
    it.each(['harbor', 'docker', 'jfrog'] as const)(
      'and not by an image of a project that does not exist, at %s',
      async type => {
        const id = await start(type);
        const { status, body } = await resolve(
          id,
          'paymentz/checkout',
          '1.1.0',
        );
        expect(status).not.toBe(200);
        expect(body.error.code).not.toBe('UNAUTHORIZED');
        expect(body.error.message).not.toMatch(/password/i);
        expect(body.error.message).toContain('checkout');
        expect(await checked(id)).toMatchObject({ state: 'healthy' });
        expect(await healthOf(id)).not.toHaveProperty('failure');
        expect(loginFailures()).toEqual([]);
      },
    );

    it('which a failure met elsewhere asks for, once', async () => {
      const id = await start('docker');
      registry.setFaults({ failWith: () => 500 });
      await Promise.all(
        ['a', 'b', 'c'].map(tag => resolve(id, 'team/app', tag)),
      );
      expect(await checked(id)).toMatchObject({
        state: 'unhealthy',
        failure: { code: 'UPSTREAM_ERROR', upstreamStatus: 500 },
      });
    });
  });

  describe('calls a credential wrong only where the registry is otherwise well', () => {
    it.each([
      ['harbor', 'database', /database/],
      ['harbor', 'storage', /storage/],
      ['jfrog', 'login', /Access/],
      ['jfrog', 'database', /503/],
    ] as const)('not where %s has lost its %s', async (type, outage, told) => {
      const id = await start(type);
      registry.setFaults({ outage });
      const health = await refresh(id);
      expect(health).toMatchObject({
        state: 'unhealthy',
        failure: { code: 'UPSTREAM_ERROR' },
      });
      expect(health.failure.message).toMatch(told);
      expect(`${health.failure.message} ${health.failure.remedy}`).not.toMatch(
        /password/i,
      );
      expect(loginFailures()).toEqual([]);
    });

    it('not where a Docker Registry’s token service fails', async () => {
      const id = await start('docker');
      registry.setFaults({
        failWith: path => (path.startsWith('/token') ? 503 : undefined),
      });
      const { failure } = await refresh(id);
      expect(failure).toMatchObject({ code: 'UPSTREAM_ERROR' });
      expect(failure.message).toMatch(/login service/);
      expect(loginFailures()).toEqual([]);
    });

    it.each(['docker', 'jfrog', 'harbor'] as const)(
      'and says so of an expired password that %s denies everywhere',
      async type => {
        const id = await start(type);
        registry.setFaults({ passwordExpired: true });
        const { failure } = await refresh(id);
        expect(failure).toMatchObject({
          code: 'UNAUTHORIZED',
          upstreamStatus: 403,
        });
        expect(failure.message).toMatch(/expired/);
        expect(failure.remedy).not.toMatch(/read access/);
        expect(loginFailures()).toHaveLength(1);
      },
    );
  });

  describe('writes no login failure where no login was refused', () => {
    it('but a login demanded, and none entered', async () => {
      registry = await RegistrySimulator.start({
        ...kinds.docker.options,
        onToken: portal.onToken,
      });
      const { body } = await portal.call(
        'priya',
        'POST /integrations?verify=false',
        { workspace, type: 'docker', name: 'Open', url: registry.url },
      );
      expect(await checked(body.id)).toMatchObject({
        state: 'unhealthy',
        failure: { code: 'UNAUTHORIZED' },
      });
      expect(loginFailures()).toEqual([]);
    });

    it('but a token service hangs', async () => {
      const id = await start('docker');
      registry.setFaults({
        hang: true,
        only: path => path.startsWith('/token'),
      });
      const { failure } = await refresh(id);
      expect(failure).toMatchObject({ code: 'TIMED_OUT' });
      expect(failure.message).toMatch(/login service/);
      expect(loginFailures()).toEqual([]);
    });

    it('but an address that answers everybody with a web page', async () => {
      const id = await start('harbor');
      registry.setFaults({ garbage: true });
      const { failure } = await refresh(id);
      expect(failure.code).toBe('NOT_A_REGISTRY');
      expect(loginFailures()).toEqual([]);
    });
  });

  it('is that of the settings of now, though an older check ends later', async () => {
    const id = await start('docker');
    registry.setFaults({ hang: true });
    const { body: before } = await portal.call(
      'priya',
      `POST /integrations/${id}/refresh`,
    );
    const well = await RegistrySimulator.start({
      ...kinds.docker.options,
      onToken: portal.onToken,
    });
    try {
      const { status } = await portal.call(
        'priya',
        `PATCH /integrations/${id}`,
        { url: well.url, ...user },
        { 'If-Match': before.etag },
      );
      expect(status).toBe(200);
      // Until the older check must have ended.
      await new Promise(done => setTimeout(done, 5_000));
      expect(await checked(id)).toMatchObject({ state: 'healthy' });
    } finally {
      await crawled(portal, id);
      await well.stop();
    }
  });

  describe('of a registry that is slow or hangs', () => {
    it('is refreshed in the background, with its progress shown', async () => {
      const id = await start('harbor');
      registry.setFaults({ hang: true });
      const { status, body } = await portal.call(
        'priya',
        `POST /integrations/${id}/refresh`,
      );
      // The registry still hangs: nobody has waited for it.
      expect(status).toBe(202);
      expect(body.health).toMatchObject({
        state: 'healthy',
        checking: { since: expect.any(String) },
      });
      expect(await checked(id)).toMatchObject({
        state: 'unhealthy',
        failure: { code: 'TIMED_OUT' },
      });
    });

    it('is waited for in a connection test as a whole, and not for each step', async () => {
      const id = await start('harbor');
      registry.setFaults({ latencyMs: 1_200 });
      const { body } = await portal.call('priya', 'POST /connection-tests', {
        integrationId: id,
      });
      expect(body.ok).toBe(false);
      const failed = body.steps.find(
        ({ state }: { state: string }) => state === 'failed',
      );
      expect(failed.failure).toMatchObject({
        code: 'TIMED_OUT',
        message: 'Testing the connection took longer than 3 seconds.',
      });
    });

    it('lets nobody wait once it is known, and shows what is known with its age', async () => {
      const id = await start('harbor');
      const tags = () =>
        portal.call(
          'marco',
          `GET /integrations/${id}/tags?repository=team/app`,
        );
      const before = await tags();
      registry.setFaults({ hang: true });
      const slow = await resolve(id, 'team/app', '1.0');
      expect(slow.body.error).toMatchObject({ code: 'TIMED_OUT' });
      const { since } = await checked(id);

      registry.takeRequests();
      const { body } = await resolve(id, 'team/app', '1.0');
      expect(body.error).toMatchObject({ code: 'TIMED_OUT' });
      expect(body.error.message).toContain(
        since.slice(0, 16).replace('T', ' '),
      );
      const known = await tags();
      expect(known.body).toMatchObject({
        items: before.body.items,
        asOf: before.body.asOf,
        complete: false,
      });
      const unknown = await portal.call(
        'marco',
        `GET /integrations/${id}/tags?repository=team/other`,
      );
      expect(unknown.body.error).toMatchObject({ code: 'TIMED_OUT' });
      expect(registry.takeRequests()).toEqual([]);

      registry.setFaults({});
      await portal.runTask('recovery');
      expect(await checked(id)).toMatchObject({ state: 'healthy' });
      expect((await resolve(id, 'team/app', '1.0')).status).toBe(200);
    });
  });

  describe('recovers by itself', () => {
    it.each([
      ['answers with 503', { failWith: () => 503 }],
      ['answers with a web page', { garbage: true }],
      ['breaks its answers off', { cutAfter: 1 }],
    ])('where the registry %s', async (_, faults) => {
      const id = await start('docker');
      registry.setFaults(faults);
      expect(await refresh(id)).toMatchObject({ state: 'unhealthy' });
      await crawled(portal, id);
      registry.setFaults({});
      await portal.runTask('recovery');
      expect(await checked(id)).toMatchObject({ state: 'healthy' });
      // The crawl that failed with it goes on as well.
      for (;;) {
        const { repositoryIndex } = await crawled(portal, id);
        if (repositoryIndex.state === 'finished') {
          break;
        }
        await new Promise(done => setTimeout(done, 20));
      }
    });

    it('where the registry hangs, and ends what hung with it', async () => {
      const id = await start('docker');
      registry.setFaults({ hang: true });
      expect(await refresh(id)).toMatchObject({ state: 'unhealthy' });
      registry.setFaults({});
      await portal.runTask('recovery');
      expect(await checked(id)).toMatchObject({ state: 'healthy' });
      expect(await crawled(portal, id)).toMatchObject({
        repositoryIndex: { state: 'failed' },
      });
    });

    it('but a refused credential is tried on schedule only', async () => {
      const id = await start('docker');
      registry.setFaults({ passwordExpired: true });
      expect(await refresh(id)).toMatchObject({ state: 'unhealthy' });
      await crawled(portal, id);
      registry.takeRequests();
      await portal.runTask('recovery');
      await checked(id);
      expect(registry.takeRequests()).toEqual([]);
      registry.setFaults({});
      await portal.runTask('health');
      expect(await checked(id)).toMatchObject({ state: 'healthy' });
    });
  });

  describe('is known from a test when what was tested is saved', () => {
    const settings = () => ({
      workspace,
      type: 'docker',
      name: 'Tested',
      url: registry.url,
      ...user,
    });
    const test = (person: 'priya' | 'olivia', change: object = {}) => {
      const { name: _, ...tested } = settings();
      return portal.call(person, 'POST /connection-tests', {
        ...tested,
        ...change,
      });
    };

    beforeEach(async () => {
      registry = await RegistrySimulator.start({
        ...kinds.docker.options,
        onToken: portal.onToken,
      });
      registry.store.addImage('team/app', buildImage(), '1.0');
    });

    it('by the same person, with the same settings: it is not tested again', async () => {
      expect((await test('priya')).body.ok).toBe(true);
      registry.setFaults({ hang: true });
      const { status, body } = await portal.call(
        'priya',
        'POST /integrations',
        settings(),
      );
      expect(status).toBe(201);
      expect(body.health).toMatchObject({ state: 'healthy' });
    });

    it.each([
      ['somebody else', 'olivia', {}, {}],
      ['another password', 'priya', {}, { password: 'canary-other-91b2' }],
      ['another filter', 'priya', {}, { repositoryFilter: ['team/*'] }],
      ['other TLS settings', 'priya', {}, { tls: { skipVerify: true } }],
      ['another image host', 'priya', {}, { imageHost: 'images.example.com' }],
    ] as const)(
      'but tested first for %s',
      async (_, tester, tested, change) => {
        expect((await test(tester, tested)).body.ok).toBe(true);
        registry.setFaults({ hang: true });
        const { status, body } = await portal.call(
          'priya',
          'POST /integrations',
          { ...settings(), ...change },
        );
        expect(status).toBe(400);
        expect(body.error.code).toBe('TIMED_OUT');
      },
    );

    it('but tested first where the test failed', async () => {
      registry.setFaults({ failWith: () => 503 });
      expect((await test('priya')).body.ok).toBe(false);
      registry.setFaults({});
      registry.takeRequests();
      expect(
        (await portal.call('priya', 'POST /integrations', settings())).status,
      ).toBe(201);
      expect(registry.takeRequests()).toContain('GET /v2/');
    });
  });
});
