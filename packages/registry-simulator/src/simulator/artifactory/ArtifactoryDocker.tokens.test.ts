import {
  basic,
  bearer,
  dana,
  IDENTITY_TOKEN,
  NARROW_TOKEN,
  useArtifactory,
} from './__testUtils__/TestArtifactory';

const DOCKER = '/artifactory/api/docker';
const CHALLENGE = 'www-authenticate';

describe('the face of Artifactory, to container tools that log in', () => {
  const start = useArtifactory();

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
});
