import { fillScale } from '../../content/fillScale';
import {
  admin,
  API_KEY,
  basic,
  bearer,
  dana,
  IDENTITY_TOKEN,
  useArtifactory,
} from './__testUtils__/TestArtifactory';

const PING = '/artifactory/api/system/ping';
const VERSION = '/artifactory/api/system/version';
const REPOSITORIES = '/artifactory/api/repositories';

describe('the face of Artifactory', () => {
  const start = useArtifactory();

  it('says OK to a ping with any credentials or none, and so proves nothing by it (fact 5)', async () => {
    const artifactory = await start();
    for (const headers of [{}, dana, basic('dana', 'wrong')]) {
      const answer = await artifactory.ask(PING, headers);
      expect([answer.status, answer.text]).toEqual([200, 'OK']);
      expect(answer.headers.get('content-type')).toBe('text/plain');
    }
  });

  it('may check credentials where it is pinged with some', async () => {
    const artifactory = await start({
      habits: { pingChecksCredentials: true },
    });
    expect((await artifactory.ask(PING, {})).status).toBe(200);
    const { status, text } = await artifactory.ask(
      PING,
      basic('dana', 'wrong'),
    );
    expect(status).toBe(401);
    expect(text).toBe(
      '{"errors":[{"status":401,"message":"Bad credentials"}]}',
    );
  });

  it('tells its version to whoever has a name', async () => {
    const artifactory = await start();
    const { status, body, headers } = await artifactory.ask(VERSION);
    expect(status).toBe(200);
    expect(body).toEqual({
      version: '7.46.11',
      revision: '74611900',
      addons: expect.arrayContaining(['docker']),
    });
    expect(headers.get('content-type')).toBe(
      'application/vnd.org.jfrog.artifactory.system.Version+json',
    );
    expect((await artifactory.ask(VERSION, {})).status).toBe(401);
    const wrong = await artifactory.ask(VERSION, basic('dana', 'wrong'));
    expect([wrong.status, wrong.body]).toEqual([
      401,
      { errors: [{ status: 401, message: 'Bad credentials' }] },
    ]);
  });

  it('tells its version to everybody who may read something', async () => {
    const artifactory = await start({ anonymous: ['docker-local'] });
    expect((await artifactory.ask(VERSION, {})).status).toBe(200);
  });

  it('may tell its version to admins only (fact 19)', async () => {
    const artifactory = await start({ habits: { versionForAdminsOnly: true } });
    const { status, body } = await artifactory.ask(VERSION);
    expect([status, body.errors[0].status]).toEqual([403, 403]);
    expect((await artifactory.ask(VERSION, admin)).status).toBe(200);
  });

  it.each([
    [
      'version 7',
      {},
      {
        'x-jfrog-version': 'Artifactory/7.46.11 74611900',
        'x-artifactory-id': expect.any(String),
        'x-artifactory-node-id': expect.any(String),
        server: null,
      },
    ],
    [
      'an older one',
      { identifiedBy: 'server' as const },
      { 'x-jfrog-version': null, server: 'Artifactory/7.46.11 74611900' },
    ],
    [
      'one behind a proxy that hides it',
      { identifiedBy: 'nothing' as const },
      { 'x-jfrog-version': null, 'x-artifactory-id': null, server: null },
    ],
  ])('says what it is in its headers, as %s', async (_, habits, expected) => {
    const artifactory = await start({ habits });
    for (const path of [PING, REPOSITORIES, '/v2/', '/nowhere']) {
      const { headers } = await artifactory.ask(path);
      for (const [name, value] of Object.entries(expected)) {
        expect(headers.get(name)).toEqual(value);
      }
    }
  });

  it('lists the keys of docker and oci repositories, four kinds of them, in capitals (fact 16)', async () => {
    const artifactory = await start();
    const { body } = await artifactory.ask(REPOSITORIES, admin);
    expect(body).toContainEqual({
      key: 'docker-local',
      description: 'What we build',
      type: 'LOCAL',
      url: `http://${artifactory.host}/artifactory/docker-local`,
      packageType: 'Docker',
    });
    const list = async (query: string) => {
      const answer = await artifactory.ask(`${REPOSITORIES}?${query}`, admin);
      return answer.body.map(({ key, type }: { key: string; type: string }) => [
        key,
        type,
      ]);
    };
    expect(await list('packageType=docker')).toEqual([
      ['docker-local', 'LOCAL'],
      ['docker-remote', 'REMOTE'],
      ['docker', 'VIRTUAL'],
      ['docker-federated', 'FEDERATED'],
    ]);
    expect(await list('packageType=oci')).toEqual([['oci-local', 'LOCAL']]);
    expect(await list('type=remote&packageType=Docker')).toEqual([
      ['docker-remote', 'REMOTE'],
    ]);
  });

  it('lists the keys that the caller may read, and no others', async () => {
    const artifactory = await start({ anonymous: ['oci-local'] });
    const list = async (headers: Record<string, string>) => {
      const { body } = await artifactory.ask(REPOSITORIES, headers);
      return body.map(({ key }: { key: string }) => key);
    };
    expect(await list(dana)).toEqual([
      'docker-local',
      'docker-remote',
      'docker',
      'npm-local',
    ]);
    expect(await list({})).toEqual(['oci-local']);
    const closed = await start();
    expect((await closed.ask(REPOSITORIES, {})).status).toBe(401);
  });

  it('calls the kind of a single repository otherwise than in the list', async () => {
    const artifactory = await start();
    const { body } = await artifactory.ask(`${REPOSITORIES}/docker-remote`);
    expect(body).toEqual({
      key: 'docker-remote',
      description: '',
      packageType: 'docker',
      rclass: 'remote',
    });
    for (const key of ['oci-local', 'nonsense']) {
      const { status } = await artifactory.ask(`${REPOSITORIES}/${key}`);
      expect(status).toBe(404);
    }
  });

  it.each(['', '/artifactory', '/tools/artifactory'])(
    'may begin at %j (fact 20)',
    async contextPath => {
      const artifactory = await start({ contextPath });
      const base = `http://${artifactory.host}${contextPath}`;
      const answer = await artifactory.ask(`${base}/api/system/ping`);
      expect(answer.text).toBe('OK');
      const { body } = await artifactory.ask(`${base}/api/repositories`);
      expect(body[0].url).toBe(`${base}/docker-local`);
      const catalogue = await artifactory.ask(
        `${base}/api/docker/docker/v2/_catalog`,
      );
      expect(catalogue.body.repositories).toContain('team/app');
      const wrong = `http://${artifactory.host}/elsewhere/api/system/ping`;
      expect((await artifactory.ask(wrong)).status).toBe(404);
    },
  );

  it.each([
    ['a password', dana, 200],
    ['an identity token as the password', basic('dana', IDENTITY_TOKEN), 200],
    ['somebody else’s token', basic('admin', IDENTITY_TOKEN), 401],
    ['a token as Bearer', bearer(IDENTITY_TOKEN), 200],
    ['an empty password', basic('dana', ''), 401],
    ['a token that nobody has', bearer('nobodys'), 401],
    ['another scheme', { authorization: 'Negotiate abc' }, 401],
    ['an API key as the password', basic('dana', API_KEY), 401],
    ['an API key in its header', { 'x-jfrog-art-api': API_KEY }, 401],
  ])('answers %s', async (_, headers: Record<string, string>, expected) => {
    const artifactory = await start();
    expect((await artifactory.ask(REPOSITORIES, headers)).status).toBe(
      expected,
    );
  });

  it('took API keys before 7.98 (fact 18)', async () => {
    const artifactory = await start({ habits: { apiKeys: true } });
    for (const headers of [
      basic('dana', API_KEY),
      { 'x-jfrog-art-api': API_KEY },
    ]) {
      const { status } = await artifactory.ask(REPOSITORIES, headers);
      expect(status).toBe(200);
    }
    const unknown = { 'x-jfrog-art-api': 'unknown' };
    expect((await artifactory.ask(REPOSITORIES, unknown)).status).toBe(401);
  });

  it('meets faults and limits as every face does (fact 27)', async () => {
    const artifactory = await start();
    artifactory.simulator.setFaults({
      only: path => path.startsWith(REPOSITORIES),
      rateLimit: { after: 1, retryAfter: 7 },
    });
    expect((await artifactory.ask(REPOSITORIES)).status).toBe(200);
    const limited = await artifactory.ask(REPOSITORIES);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([
      429,
      '7',
    ]);
    expect((await artifactory.ask(PING)).status).toBe(200);
    artifactory.simulator.setFaults({ cutAfter: 5 });
    await expect(artifactory.ask(REPOSITORIES)).rejects.toThrow();
  });

  it('has 100,000 images and 10,000 tags, page by page', async () => {
    const artifactory = await start({
      repositories: [{ key: 'docker-local' }],
    });
    const { store } = artifactory.simulator;
    fillScale(store, {
      repositories: 100_000,
      tags: 10_000,
      prefix: 'docker-local/',
    });
    const v2 = '/artifactory/api/docker/docker-local/v2';
    const seen = new Set<string>();
    let last: string | undefined = '0';
    while (last !== undefined) {
      const { body, headers } = await artifactory.ask(
        `${v2}/_catalog?n=10000&last=${last}`,
      );
      body.repositories.forEach((name: string) => seen.add(name));
      last = /[?&]last=(\d+)/.exec(headers.get('link') ?? '')?.[1];
    }
    // With the image that is always there.
    expect(seen.size).toBe(100_001);
    const tags = await artifactory.ask(
      `${v2}/scale/many-tags/tags/list?n=10000&last=9999`,
    );
    expect(tags.body.tags).toHaveLength(1);
    const { body } = await artifactory.aql(
      'items.find({"repo":"docker-local","name":"manifest.json","path":{"$match":"scale/many-tags/*"}})',
    );
    expect(body.range.total).toBe(10_000);
  }, 120_000);
});
