import { settled } from '../__testUtils__/integrate';
import { FrontAnswer, RegistryFront } from '../__testUtils__/RegistryFront';
import { workspace } from '../__testUtils__/useIntegration';
import { Kind, useHealth, user } from './__testUtils__/useHealth';

const isList = (path: string) =>
  /_catalog|\/projects\b|\/api\/search\/aql|\/api\/repositories/.test(path);
const challenge = (realm: string): FrontAnswer => ({
  code: 401,
  headers: { 'www-authenticate': `Bearer realm="${realm}",service="registry"` },
});

describe('a refusal', () => {
  const scene = useHealth(20);
  let front: RegistryFront;
  let answer: (path: string) => FrontAnswer | undefined;

  beforeEach(() => {
    answer = () => undefined;
  });

  afterEach(() => front?.stop());

  /** Integrates a registry behind a server that answers for it as the test says. */
  async function startBehind(type: Kind) {
    const id = await scene.start(type, async url => {
      front = await RegistryFront.start(url, (_, path) => answer(path));
      return front.url;
    });
    front.asked.length = 0;
    return id;
  }

  /** The integration after a check and a crawl. */
  async function refresh(id: string) {
    await scene.refresh(id);
    return settled(scene.portal, id);
  }

  describe('is called a wrong credential by nothing', () => {
    it.each<[Kind, string, (path: string) => FrontAnswer | undefined]>([
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
        (type): [Kind, string, (path: string) => FrontAnswer | undefined][] => [
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
      const id = await startBehind(type);
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
      expect(scene.loginFailures()).toEqual([]);

      answer = () => undefined;
      await scene.portal.runTask('recovery');
      // What was told in between is mended by the schedule alone where it may have locked accounts.
      await scene.portal.runTask('health');
      await settled(scene.portal, id);
      expect(await refresh(id)).toMatchObject({
        health: { state: 'healthy' },
        repositoryIndex: { state: 'finished' },
      });
    });

    it('where Harbor has lost its database', async () => {
      const id = await startBehind('harbor');
      scene.registry.setFaults({ outage: 'database' });
      const { health, repositoryIndex } = await refresh(id);
      expect(health.failure.message).toMatch(/its database is down/);
      expect(repositoryIndex.failure).toMatchObject({ code: 'UPSTREAM_ERROR' });
      expect(scene.loginFailures()).toEqual([]);
    });
  });

  it('says which login address the registry names, and what it answered', async () => {
    const id = await startBehind('harbor');
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
      const id = await startBehind(type);
      scene.registry.setFaults({ passwordExpired: true });
      const { health, repositoryIndex } = await refresh(id);
      expect(health.failure).toMatchObject({ code: 'UNAUTHORIZED' });
      expect(repositoryIndex.failure).toEqual(health.failure);
      expect(scene.loginFailures()).toHaveLength(1);
    },
  );

  it('is none where an access token cannot be sent at all', async () => {
    await startBehind('jfrog');
    const { body } = await scene.portal.call(
      'priya',
      'POST /connection-tests',
      {
        workspace,
        type: 'jfrog',
        url: `${front.url}/artifactory`,
        username: 'token',
        password: 'canary-refusal-tökén-3f',
      },
    );
    const failed = body.steps.find(
      ({ state }: { state: string }) => state === 'failed',
    );
    expect(failed).toMatchObject({
      id: 'login',
      message: expect.stringMatching(/characters that no access token has/),
    });
    expect(scene.loginFailures()).toEqual([]);
  });

  describe('of the credential keeps it from being sent', () => {
    it('by people and crawls, until the next check on schedule', async () => {
      const id = await startBehind('docker');
      const tags = () =>
        scene.portal.call(
          'marco',
          `GET /integrations/${id}/tags?repository=team/app`,
        );
      const before = await tags();
      expect(before.status).toBe(200);
      scene.registry.setFaults({ passwordExpired: true });
      await refresh(id);
      front.asked.length = 0;

      const { body } = await scene.resolve(id, 'team/app', '1.0');
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
      await scene.portal.runTask('crawl');
      await scene.portal.runTask('recovery');
      const { repositoryIndex, health } = await settled(scene.portal, id);
      expect(repositoryIndex).toMatchObject({
        state: 'failed',
        repositories: 1,
        failure: health.failure,
      });
      expect(front.asked).toEqual([]);

      scene.registry.setFaults({});
      await scene.portal.runTask('health');
      await settled(scene.portal, id);
      expect(front.asked).not.toEqual([]);
      expect((await scene.resolve(id, 'team/app', '1.0')).status).toBe(200);
    });

    it('but not the one that is entered in its place', async () => {
      const id = await startBehind('docker');
      scene.registry.setFaults({ passwordExpired: true });
      const { etag } = await refresh(id);
      scene.registry.setFaults({});
      const { status } = await scene.portal.call(
        'priya',
        `PATCH /integrations/${id}`,
        { ...user },
        { 'If-Match': etag },
      );
      expect(status).toBe(200);
      expect((await scene.resolve(id, 'team/app', '1.0')).status).toBe(200);
      expect(await settled(scene.portal, id)).toMatchObject({
        health: { state: 'healthy' },
        repositoryIndex: { state: 'finished' },
      });
    });
  });
});
