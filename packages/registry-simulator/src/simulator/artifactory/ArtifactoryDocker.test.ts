import { digestOf } from '../../content/images';
import { describeWithPrograms, inspectDigest, listTags } from '../../peers';
import { ArtifactoryHabits, ArtifactoryOptions } from './options';
import {
  basic,
  bearer,
  dana,
  IDENTITY_TOKEN,
  image,
  login,
  NARROW_TOKEN,
  other,
  TestArtifactory,
} from './testing/TestArtifactory';

const DOCKER = '/artifactory/api/docker';
const CHALLENGE = 'www-authenticate';

describe('the face of Artifactory, to container tools', () => {
  const running: TestArtifactory[] = [];

  async function start(changes?: Partial<ArtifactoryOptions>) {
    const started = await TestArtifactory.start(changes);
    running.push(started);
    return started;
  }

  afterEach(async () => {
    await Promise.all(running.splice(0).map(started => started.stop()));
  });

  it.each([
    ['docker-local', ['team/app']],
    ['docker-remote', ['library/alpine']],
    ['docker', ['library/alpine', 'team/app']],
  ])(
    'has a catalogue for each key: %s lists what it holds or has cached (fact 16)',
    async (key, repositories) => {
      const artifactory = await start();
      const { body } = await artifactory.ask(`${DOCKER}/${key}/v2/_catalog`);
      expect(body).toEqual({ repositories });
    },
  );

  it.each([['npm-local'], ['nonsense'], ['docker-remote-cache']])(
    'has no catalogue for %s',
    async key => {
      const artifactory = await start();
      const { status } = await artifactory.ask(`${DOCKER}/${key}/v2/_catalog`);
      expect(status).toBe(404);
    },
  );

  it('caches in a remote repository what is pulled through it (fact 16)', async () => {
    const artifactory = await start();
    const list = async (path: string) =>
      (await artifactory.ask(`${DOCKER}/docker-remote/v2/${path}`)).body;
    const accept = { ...dana, accept: other.manifest.mediaType };
    const pull = (name: string) =>
      artifactory.ask(`/v2/docker/${name}`, accept, { method: 'HEAD' });

    expect((await pull('library/busybox/manifests/1.37')).status).toBe(200);
    expect((await pull('library/alpine/manifests/3.21')).status).toBe(200);
    expect((await pull('busybox/manifests/1.37')).status).toBe(404);
    expect((await list('_catalog')).repositories).toEqual([
      'library/alpine',
      'library/busybox',
    ]);
    const { tags } = await list('library/alpine/tags/list');
    expect(tags).toEqual(['3.20', '3.21']);
    const [{ digest }] = other.blobs;
    expect((await pull(`library/busybox/blobs/${digest}`)).status).toBe(200);
  });

  it('may list what a remote repository has not cached', async () => {
    const artifactory = await start({ habits: { listsUncached: true } });
    const { body } = await artifactory.ask(
      `${DOCKER}/docker-remote/v2/_catalog`,
    );
    expect(body.repositories).toEqual(['library/alpine', 'library/busybox']);
  });

  it('pages by the number of entries, and its Link lacks the repository key (facts 8, 18)', async () => {
    const artifactory = await start();
    const list = '/v2/docker/team/app/tags/list';
    const { body, headers } = await artifactory.ask(`${list}?n=2`);
    expect(body).toEqual({ name: 'team/app', tags: ['1.0.0', '1.1.0'] });
    const link = '</v2/team/app/tags/list?last=2&n=2>; rel="next"';
    expect(headers.get('link')).toBe(link);
    const followed = await artifactory.ask(/<(.+)>/.exec(link)![1]);
    expect(followed.status).toBe(404);

    const rest = await artifactory.ask(`${list}?n=2&last=2`);
    expect(rest.body.tags).toEqual(['1.2.0']);
    expect(rest.headers.has('link')).toBe(false);
    for (const query of ['', '?n=0']) {
      const all = await artifactory.ask(`${list}${query}`);
      expect(all.body.tags).toEqual(['1.0.0', '1.1.0', '1.2.0']);
    }
    const byName = await artifactory.ask(`${list}?n=2&last=1.1.0`);
    expect(byName.status).toBe(400);
  });

  it('shows in a virtual repository what is in another, once', async () => {
    const artifactory = await start({
      repositories: [
        { key: 'docker-local' },
        { key: 'inner', type: 'virtual', members: ['docker-local', 'docker'] },
        { key: 'docker', type: 'virtual', members: ['inner', 'docker-local'] },
      ],
    });
    const { body } = await artifactory.ask(`${DOCKER}/docker/v2/_catalog`);
    expect(body.repositories).toEqual(['team/app']);
    const tags = await artifactory.ask('/v2/docker/team/app/tags/list');
    expect(tags.body.tags).toEqual(['1.0.0', '1.1.0', '1.2.0']);
  });

  it('tells by HEAD how it would page', async () => {
    const artifactory = await start();
    const { text, headers } = await artifactory.ask(
      '/v2/docker/team/app/tags/list?n=1',
      dana,
      { method: 'HEAD' },
    );
    expect(text).toBe('');
    expect(headers.get('link')).toContain('last=1&n=1');
    expect(headers.get('x-jfrog-version')).toBe('Artifactory/7.46.11 74611900');
  });

  it('pages its catalogue in the same way', async () => {
    const artifactory = await start();
    const catalogue = `${DOCKER}/docker/v2/_catalog?n=1`;
    const first = await artifactory.ask(catalogue);
    expect(first.body.repositories).toEqual(['library/alpine']);
    expect(first.headers.get('link')).toBe(
      '</v2/_catalog?last=1&n=1>; rel="next"',
    );
    const second = await artifactory.ask(`${catalogue}&last=1`);
    expect(second.body.repositories).toEqual(['team/app']);
    expect(second.headers.has('link')).toBe(false);
  });

  it('serves manifests under their digests, and says which (fact 22)', async () => {
    const artifactory = await start();
    const { digest, mediaType, bytes } = image.manifest;
    for (const reference of ['1.0.0', digest]) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await artifactory.ask(
          `${DOCKER}/docker/v2/team/app/manifests/${reference}`,
          { ...dana, accept: mediaType },
          { method },
        );
        expect(answer.headers.get('docker-content-digest')).toBe(digest);
        expect(answer.headers.get('content-type')).toBe(mediaType);
        expect(answer.text).toBe(method === 'GET' ? bytes.toString() : '');
      }
    }
    const [blob] = image.children[0].blobs;
    const answer = await artifactory.ask(
      `/v2/docker/team/app/blobs/${blob.digest}`,
    );
    expect(digestOf(Buffer.from(answer.text))).toBe(blob.digest);
    for (const path of [
      'manifests/9.9.9',
      `blobs/sha256:${'0'.repeat(64)}`,
      'referrers/1.0.0',
    ]) {
      const unknown = await artifactory.ask(`/v2/docker/team/app/${path}`);
      expect(unknown.status).toBe(404);
    }
  });

  it('is for reading only', async () => {
    const artifactory = await start();
    const { status } = await artifactory.ask(
      '/v2/docker-local/team/app/manifests/1.0.0',
      dana,
      { method: 'DELETE' },
    );
    expect(status).toBe(405);
  });

  it('refuses a path in the wrong order', async () => {
    const artifactory = await start();
    const { status, body } = await artifactory.ask(
      `${DOCKER}/v2/docker-local/_catalog`,
      dana,
    );
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [
        {
          status: 400,
          message: "Unsupported docker repository request for 'v2'",
        },
      ],
    });
  });

  it.each([
    ['/v2/', 'null', ''],
    [`${DOCKER}/docker/v2/`, 'docker', ''],
    [
      `${DOCKER}/docker/v2/team/app/tags/list`,
      'docker',
      ',scope="repository:team/app:pull"',
    ],
    [
      '/v2/docker/team/app/manifests/1.0.0',
      'docker',
      ',scope="repository:team/app:pull"',
    ],
  ])(
    'demands a token at %s, for a scope without the key',
    async (path, key, scope) => {
      const artifactory = await start();
      const realm = `http://${artifactory.host}${DOCKER}/${key}/v2/token`;
      for (const headers of [{}, basic('dana', 'wrong'), bearer('old')]) {
        const answer = await artifactory.ask(path, headers);
        expect(answer.status).toBe(401);
        expect(answer.headers.get(CHALLENGE)).toBe(
          `Bearer realm="${realm}",service="${artifactory.host}"${scope}`,
        );
        expect(answer.headers.get('docker-distribution-api-version')).toBe(
          'registry/2.0',
        );
        expect(answer.body.errors[0].code).toBe('UNAUTHORIZED');
      }
    },
  );

  it('may answer everybody at its root, whatever the password (fact 5)', async () => {
    const artifactory = await start({ habits: { openRoot: true } });
    for (const headers of [{}, basic('dana', 'wrong')]) {
      expect((await artifactory.ask('/v2/', headers)).status).toBe(200);
      const { status } = await artifactory.ask('/v2/docker/_catalog', headers);
      expect(status).toBe(401);
    }
  });

  it('may leave the scope out of its challenge', async () => {
    const artifactory = await start({
      habits: { challengeWithoutScope: true },
    });
    const { headers } = await artifactory.ask(
      '/v2/docker/team/app/tags/list',
      {},
    );
    expect(headers.get(CHALLENGE)).not.toContain('scope');
  });

  describe('hands out tokens:', () => {
    const TOKEN = `${DOCKER}/docker/v2/token?scope=repository:team/app:pull`;
    const TAGS = '/v2/docker/team/app/tags/list';

    it.each([
      ['a password', dana],
      ['an identity token', basic('dana', IDENTITY_TOKEN)],
    ])('for %s', async (_, headers) => {
      const artifactory = await start({ tokenLifetimeSeconds: 1_200 });
      const { body } = await artifactory.ask(TOKEN, headers);
      expect(body).toEqual({ token: expect.any(String), expires_in: 1_200 });
      const answer = await artifactory.ask(TAGS, bearer(body.token));
      expect(answer.status).toBe(200);
      const forbidden = '/v2/docker-federated/app/tags/list';
      const other403 = await artifactory.ask(forbidden, bearer(body.token));
      expect(other403.status).toBe(403);
      // They are for the container tools.
      const rest = await artifactory.ask(
        '/artifactory/api/repositories',
        bearer(body.token),
      );
      expect(rest.status).toBe(401);
    });

    it('that expire', async () => {
      const artifactory = await start({ tokenLifetimeSeconds: 0 });
      const { body } = await artifactory.ask(TOKEN);
      await artifactory.ask(TOKEN);
      const answer = await artifactory.ask(TAGS, bearer(body.token));
      expect(answer.status).toBe(401);
    });

    it('that it may not take itself', async () => {
      const artifactory = await start({ habits: { refusesOwnTokens: true } });
      const { body } = await artifactory.ask(TOKEN);
      expect((await artifactory.ask(TAGS, bearer(body.token))).status).toBe(
        401,
      );
      expect((await artifactory.ask(TAGS)).status).toBe(200);
      const direct = await artifactory.ask(TAGS, bearer(IDENTITY_TOKEN));
      expect(direct.status).toBe(200);
    });

    it('to GET and not to POST (fact 3)', async () => {
      const artifactory = await start();
      const { status } = await artifactory.ask(TOKEN, dana, { method: 'POST' });
      expect(status).toBe(401);
    });

    it.each([
      [401, {}],
      [406, { anonymousToken: 406 as const }],
    ])('to nobody without a name: %s', async (expected, habits) => {
      const artifactory = await start({ habits });
      expect((await artifactory.ask(TOKEN, {})).status).toBe(expected);
    });

    it('to everybody, where everybody may read something', async () => {
      const artifactory = await start({ anonymous: ['docker'] });
      const { body } = await artifactory.ask(TOKEN, {});
      const ask = (key: string, headers: Record<string, string>) =>
        artifactory.ask(`${DOCKER}/${key}/v2/_catalog`, headers);
      expect((await ask('docker', bearer(body.token))).status).toBe(200);
      expect((await ask('docker', {})).status).toBe(200);
      expect((await ask('docker-local', {})).status).toBe(401);
      expect((await artifactory.ask('/v2/', {})).status).toBe(200);
    });
  });

  it('lets a narrow token open less than its user may read', async () => {
    const artifactory = await start();
    const ask = (key: string) =>
      artifactory.ask(`${DOCKER}/${key}/v2/_catalog`, bearer(NARROW_TOKEN));
    expect((await ask('docker-local')).status).toBe(200);
    expect((await ask('docker')).status).toBe(403);
    const manifest = await artifactory.ask(
      '/v2/docker/team/app/manifests/1.0.0',
      bearer(NARROW_TOKEN),
    );
    expect(manifest.body).toEqual({
      errors: [
        {
          code: 'UNAUTHORIZED',
          message: 'The client does not have permission for manifest',
          detail: { manifest: 'team/app/1.0.0/manifest.json' },
        },
      ],
    });
  });

  it.each<[ArtifactoryHabits['dockerErrors'], object]>([
    [
      'oci',
      {
        code: 'MANIFEST_UNKNOWN',
        message: expect.any(String),
        detail: { manifest: 'team/app/9.9.9/manifest.json' },
      },
    ],
    ['rest', { status: 404, message: expect.any(String) }],
  ])('says what is wrong in the form of %s', async (dockerErrors, error) => {
    const artifactory = await start({ habits: { dockerErrors } });
    const { body } = await artifactory.ask(
      '/v2/docker/team/app/manifests/9.9.9',
    );
    expect(body).toEqual({ errors: [error] });
  });

  describe('by the subdomain method (fact 17)', () => {
    it('finds a key in the name of the host, and nowhere else', async () => {
      const artifactory = await start({ imageHost: 'subdomain' });
      const [, port] = artifactory.host.split(':');
      const ask = (host: string, path: string) =>
        artifactory.askAs(`${host}:${port}`, path);
      const found = await ask('docker.example.com', '/v2/team/app/tags/list');
      expect(found.body.tags).toHaveLength(3);
      const root = await ask('docker.example.com', '/v2/');
      expect(root.status).toBe(200);
      for (const [host, path] of [
        ['docker.example.com', '/v2/docker/team/app/tags/list'],
        ['nonsense.example.com', '/v2/team/app/tags/list'],
        ['example.com', '/v2/docker/team/app/tags/list'],
      ]) {
        expect((await ask(host, path)).status).toBe(404);
      }
      const api = await ask('example.com', `${DOCKER}/docker/v2/_catalog`);
      expect(api.status).toBe(200);
    });
  });

  describeWithPrograms(describe, ['skopeo'], 'to skopeo', () => {
    const tags = ['1.0.0', '1.1.0', '1.2.0'];

    it.each([
      ['its password', login],
      ['an identity token', { ...login, password: IDENTITY_TOKEN }],
    ])(
      'lists tags and serves images by the path method, with %s (facts 17, 18)',
      async (_, credentials) => {
        const artifactory = await start();
        const name = `${artifactory.host}/docker/team/app`;
        expect(await listTags(name, credentials)).toEqual(tags);
        expect(await inspectDigest(`${name}:1.0.0`, credentials)).toBe(
          image.manifest.digest,
        );
      },
      60_000,
    );

    it('does so by the port method, and by no other then (fact 17)', async () => {
      const artifactory = await start({ imageHost: 'port' });
      const host = await artifactory.simulator.openPort('docker-local');
      expect(await listTags(`${host}/team/app`, login)).toEqual(tags);
      expect(await inspectDigest(`${host}/team/app:1.0.0`, login)).toBe(
        image.manifest.digest,
      );
      const { status } = await artifactory.ask(
        '/v2/docker-local/team/app/tags/list',
      );
      expect(status).toBe(404);
    }, 60_000);

    it('lets nobody in with a wrong password', async () => {
      const artifactory = await start();
      const name = `${artifactory.host}/docker/team/app`;
      const wrong = { ...login, password: 'wrong' };
      await expect(listTags(name, wrong)).rejects.toThrow();
      await expect(inspectDigest(`${name}:1.0.0`, wrong)).rejects.toThrow();
    }, 60_000);
  });
});
