import { buildImage, buildIndex } from '../../content/images';
import { describeWithPrograms, inspectDigest, listTags } from '../../peers';
import { RegistrySimulator } from '../RegistrySimulator';
import { ArtifactoryOptions } from './options';

const TOKEN = 'an-identity-token-of-a-test';
const options: ArtifactoryOptions = {
  accounts: [
    { username: 'admin', password: 'admins-password', admin: true },
    {
      username: 'dana',
      password: 'danas-password',
      repositories: ['docker-local', 'docker-remote', 'docker', 'npm-local'],
      apiKey: 'danas-api-key',
      tokens: [
        { value: TOKEN },
        { value: 'a-narrow-token', repositories: ['docker-local'] },
      ],
    },
  ],
  repositories: [
    { key: 'docker-local', description: 'What we build' },
    { key: 'docker-remote', type: 'remote' },
    {
      key: 'docker',
      type: 'virtual',
      members: ['docker-local', 'docker-remote'],
    },
    { key: 'docker-federated', type: 'federated' },
    { key: 'oci-local', packageType: 'oci' },
    { key: 'npm-local', packageType: 'npm' },
  ],
};
const basic = (username: string, password: string) => ({
  authorization: `Basic ${btoa(`${username}:${password}`)}`,
});
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const dana = basic('dana', 'danas-password');
const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);
const other = buildImage({ layers: ['other'] });

describe('the face of Artifactory', () => {
  const running: RegistrySimulator[] = [];
  let simulator: RegistrySimulator;

  async function start(changes: Partial<ArtifactoryOptions> = {}) {
    const started = await RegistrySimulator.start({
      artifactory: { ...options, ...changes },
    });
    running.push(started);
    started.store.addImage('docker-local/team/app', image, '1.0.0');
    started.store.addImage('docker-local/team/app', image, '1.1.0');
    started.store.addImage('docker-local/team/app', image, '1.2.0');
    started.store.addImage('docker-remote/library/alpine', other, '3.20');
    started.store.addImage('docker-remote/library/busybox', other, '1.37');
    started.store.addImage('docker-remote-cache/library/alpine', other, '3.20');
    started.store.addImage('docker-federated/app', other, '1.0.0');
    started.store.addImage('oci-local/charts/app', other, '1.0.0');
    return started;
  }

  async function ask(
    path: string,
    headers: Record<string, string> = dana,
    init: RequestInit = {},
  ) {
    const answer = await fetch(`${simulator.url}${path}`, { headers, ...init });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: /^[{[]/.test(text) ? JSON.parse(text) : undefined,
    };
  }

  beforeEach(async () => {
    simulator = await start();
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map(started => started.stop()));
  });

  it('says OK to a ping with any credentials or none, and so proves nothing by it (fact 5)', async () => {
    for (const headers of [{}, dana, basic('dana', 'wrong')]) {
      const answer = await ask('/artifactory/api/system/ping', headers);
      expect([answer.status, answer.text]).toEqual([200, 'OK']);
      expect(answer.headers.get('content-type')).toBe('text/plain');
    }
  });

  it('lists the keys of docker and oci repositories, four kinds of them, in capitals (fact 16)', async () => {
    const admin = basic('admin', 'admins-password');
    const { body } = await ask('/artifactory/api/repositories', admin);
    expect(body).toContainEqual({
      key: 'docker-local',
      description: 'What we build',
      type: 'LOCAL',
      url: `${simulator.url}/artifactory/docker-local`,
      packageType: 'Docker',
    });
    const list = async (query: string) =>
      (await ask(`/artifactory/api/repositories?${query}`, admin)).body.map(
        ({ key, type }: { key: string; type: string }) => [key, type],
      );
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

  it.each([
    ['docker-local', ['team/app']],
    ['docker-remote', ['library/alpine']],
    ['docker', ['library/alpine', 'team/app']],
  ])(
    'has a catalogue for each key: %s lists what it holds or has cached (fact 16)',
    async (key, repositories) => {
      const { body } = await ask(`/artifactory/api/docker/${key}/v2/_catalog`);
      expect(body).toEqual({ repositories });
    },
  );

  it('pages by the number of entries, and its Link lacks the repository key (facts 8, 18)', async () => {
    const { body, headers } = await ask('/v2/docker/team/app/tags/list?n=2');
    expect(body).toEqual({ name: 'team/app', tags: ['1.0.0', '1.1.0'] });
    expect(headers.get('link')).toBe(
      '</v2/team/app/tags/list?last=2&n=2>; rel="next"',
    );
    expect((await ask('/v2/team/app/tags/list?last=2&n=2')).status).toBe(404);
    const rest = await ask('/v2/docker/team/app/tags/list?n=2&last=2');
    expect(rest.body.tags).toEqual(['1.2.0']);
    expect(rest.headers.has('link')).toBe(false);
    const all = await ask('/v2/docker/team/app/tags/list');
    expect(all.body.tags).toHaveLength(3);
  });

  describeWithPrograms(describe, ['skopeo'], 'to skopeo', () => {
    const login = { username: 'dana', password: 'danas-password' };

    it.each([
      ['its password', login],
      ['an identity token', { ...login, password: TOKEN }],
    ])(
      'lists tags and serves images by the path method, with %s (facts 17, 18)',
      async (_, credentials) => {
        const name = `${simulator.host}/docker/team/app`;
        const tags = await listTags(name, credentials);
        expect(tags).toEqual(['1.0.0', '1.1.0', '1.2.0']);
        expect(await inspectDigest(`${name}:1.0.0`, credentials)).toBe(
          image.manifest.digest,
        );
      },
      60_000,
    );

    it('does so by the port method too (fact 17)', async () => {
      simulator = await start({ imageHost: 'port' });
      const host = await simulator.openPort('docker-local');
      const name = `${host}/team/app`;
      expect(await listTags(name, login)).toEqual(['1.0.0', '1.1.0', '1.2.0']);
      expect(await inspectDigest(`${name}:1.0.0`, login)).toBe(
        image.manifest.digest,
      );
    }, 60_000);

    it('lets nobody in with a wrong password', async () => {
      const name = `${simulator.host}/docker/team/app`;
      const wrong = { ...login, password: 'wrong' };
      await expect(listTags(name, wrong)).rejects.toThrow();
      await expect(inspectDigest(`${name}:1.0.0`, wrong)).rejects.toThrow();
    }, 60_000);
  });

  it('takes a token as Bearer, and lets a narrow one open less', async () => {
    const status = async (key: string, token: string) =>
      (await ask(`/artifactory/api/docker/${key}/v2/_catalog`, bearer(token)))
        .status;
    expect(await status('docker', TOKEN)).toBe(200);
    expect(await status('docker-local', 'a-narrow-token')).toBe(200);
    expect(await status('docker', 'a-narrow-token')).toBe(403);
    expect(await status('docker', 'nobodys-token')).toBe(401);
  });
});
