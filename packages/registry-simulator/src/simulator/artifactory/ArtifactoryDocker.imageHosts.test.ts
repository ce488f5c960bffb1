import { describeWithPrograms, inspectDigest, listTags } from '../../peers';
import {
  IDENTITY_TOKEN,
  image,
  login,
  useArtifactory,
} from './__testUtils__/TestArtifactory';

const DOCKER = '/artifactory/api/docker';

describe('the face of Artifactory, under its image hosts', () => {
  const start = useArtifactory();

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
