import { crawled } from '../__testUtils__/integrate';
import { workspace } from '../__testUtils__/useIntegration';
import { useHealth, user } from './__testUtils__/useHealth';

describe('health of integrations', () => {
  const scene = useHealth(3);

  describe('is set by health checks alone', () => {
    it.each(['harbor', 'docker', 'jfrog'] as const)(
      'and not by an image of a project that does not exist, at %s',
      async type => {
        const id = await scene.start(type);
        const { status, body } = await scene.resolve(
          id,
          'paymentz/checkout',
          '1.1.0',
        );
        expect(status).not.toBe(200);
        expect(body.error.code).not.toBe('UNAUTHORIZED');
        expect(body.error.message).not.toMatch(/password/i);
        expect(body.error.message).toContain('checkout');
        expect(await scene.checked(id)).toMatchObject({ state: 'healthy' });
        expect(await scene.healthOf(id)).not.toHaveProperty('failure');
        expect(scene.loginFailures()).toEqual([]);
      },
    );

    it('which a failure met elsewhere asks for, once', async () => {
      const id = await scene.start('docker');
      scene.registry.setFaults({ failWith: () => 500 });
      await Promise.all(
        ['a', 'b', 'c'].map(tag => scene.resolve(id, 'team/app', tag)),
      );
      expect(await scene.checked(id)).toMatchObject({
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
      const id = await scene.start(type);
      scene.registry.setFaults({ outage });
      const health = await scene.refresh(id);
      expect(health).toMatchObject({
        state: 'unhealthy',
        failure: { code: 'UPSTREAM_ERROR' },
      });
      expect(health.failure.message).toMatch(told);
      expect(`${health.failure.message} ${health.failure.remedy}`).not.toMatch(
        /password/i,
      );
      expect(scene.loginFailures()).toEqual([]);
    });

    it('not where a Docker Registry’s token service fails', async () => {
      const id = await scene.start('docker');
      scene.registry.setFaults({
        failWith: path => (path.startsWith('/token') ? 503 : undefined),
      });
      const { failure } = await scene.refresh(id);
      expect(failure).toMatchObject({ code: 'UPSTREAM_ERROR' });
      expect(failure.message).toMatch(/login service/);
      expect(scene.loginFailures()).toEqual([]);
    });

    it.each(['docker', 'jfrog', 'harbor'] as const)(
      'and says so of an expired password that %s denies everywhere',
      async type => {
        const id = await scene.start(type);
        scene.registry.setFaults({ passwordExpired: true });
        const { failure } = await scene.refresh(id);
        expect(failure).toMatchObject({
          code: 'UNAUTHORIZED',
          upstreamStatus: 403,
        });
        expect(failure.message).toMatch(/expired/);
        expect(failure.remedy).not.toMatch(/read access/);
        expect(scene.loginFailures()).toHaveLength(1);
      },
    );
  });

  describe('writes no login failure where no login was refused', () => {
    it('but a login demanded, and none entered', async () => {
      scene.registry = await scene.startRegistry('docker');
      const { body } = await scene.portal.call(
        'priya',
        'POST /integrations?verify=false',
        { workspace, type: 'docker', name: 'Open', url: scene.registry.url },
      );
      expect(await scene.checked(body.id)).toMatchObject({
        state: 'unhealthy',
        failure: { code: 'UNAUTHORIZED' },
      });
      expect(scene.loginFailures()).toEqual([]);
    });

    it('but a token service hangs', async () => {
      const id = await scene.start('docker');
      scene.registry.setFaults({
        hang: true,
        only: path => path.startsWith('/token'),
      });
      const { failure } = await scene.refresh(id);
      expect(failure).toMatchObject({ code: 'TIMED_OUT' });
      expect(failure.message).toMatch(/login service/);
      expect(scene.loginFailures()).toEqual([]);
    });

    it('but an address that answers everybody with a web page', async () => {
      const id = await scene.start('harbor');
      scene.registry.setFaults({ garbage: true });
      const { failure } = await scene.refresh(id);
      expect(failure.code).toBe('NOT_A_REGISTRY');
      expect(scene.loginFailures()).toEqual([]);
    });
  });

  it('is that of the settings of now, though an older check ends later', async () => {
    const id = await scene.start('docker');
    scene.registry.setFaults({ hang: true });
    const { body: before } = await scene.portal.call(
      'priya',
      `POST /integrations/${id}/refresh`,
    );
    const well = await scene.startRegistry('docker');
    try {
      const { status } = await scene.portal.call(
        'priya',
        `PATCH /integrations/${id}`,
        { url: well.url, ...user },
        { 'If-Match': before.etag },
      );
      expect(status).toBe(200);
      // Until the older check must have ended.
      await new Promise(done => setTimeout(done, 5_000));
      expect(await scene.checked(id)).toMatchObject({ state: 'healthy' });
    } finally {
      await crawled(scene.portal, id);
      await well.stop();
    }
  });

  describe('is known from a test when what was tested is saved', () => {
    const settings = () => ({
      workspace,
      type: 'docker',
      name: 'Tested',
      url: scene.registry.url,
      ...user,
    });
    const test = (person: 'priya' | 'olivia', change: object = {}) => {
      const { name: _, ...tested } = settings();
      return scene.portal.call(person, 'POST /connection-tests', {
        ...tested,
        ...change,
      });
    };

    beforeEach(async () => {
      scene.registry = await scene.startRegistry('docker');
    });

    it('by the same person, with the same settings: it is not tested again', async () => {
      expect((await test('priya')).body.ok).toBe(true);
      scene.registry.setFaults({ hang: true });
      const { status, body } = await scene.portal.call(
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
        scene.registry.setFaults({ hang: true });
        const { status, body } = await scene.portal.call(
          'priya',
          'POST /integrations',
          { ...settings(), ...change },
        );
        expect(status).toBe(400);
        expect(body.error.code).toBe('TIMED_OUT');
      },
    );

    it('but tested first where the test failed', async () => {
      scene.registry.setFaults({ failWith: () => 503 });
      expect((await test('priya')).body.ok).toBe(false);
      scene.registry.setFaults({});
      scene.registry.takeRequests();
      expect(
        (await scene.portal.call('priya', 'POST /integrations', settings()))
          .status,
      ).toBe(201);
      expect(scene.registry.takeRequests()).toContain('GET /v2/');
    });
  });
});
