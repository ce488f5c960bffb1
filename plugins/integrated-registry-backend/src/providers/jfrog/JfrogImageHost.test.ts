import { RegistryConnection } from 'backstage-plugin-integrated-registry-node';
import { failureOf, namesOf } from './__testUtils__/read';
import { logins, testArtifactory } from './__testUtils__/testArtifactory';
import { jfrogProvider } from './JfrogProvider';

const { connect, image, network, running, signal, start } = testArtifactory;
const { person } = logins;

describe('JfrogProvider', () => {
  afterEach(() => running.artifactory.stop());

  describe('and image hosts', () => {
    it('keeps the host of the address where images are pulled by path (fact 17)', async () => {
      await start();
      await expect(
        connect().findImageHost!({ signal }),
      ).resolves.toBeUndefined();
    });

    it('finds the host of each key, from the address of all (fact 17)', async () => {
      await start({ imageHost: 'subdomain' });
      const url = running.artifactory.url.replace('127.0.0.1', 'localhost');
      const client = connectByName(url);
      await expect(client.findImageHost!({ signal })).resolves.toBe(
        `{project}.${new URL(url).host}`,
      );
    });

    it('finds the host of each key, from the address of one (fact 17)', async () => {
      await start({ imageHost: 'subdomain' });
      const { port } = new URL(running.artifactory.url);
      const url = `http://docker-local.example.test:${port}`;
      const client = connectByName(url);
      const imageHost = `{project}.example.test:${port}`;
      await expect(client.findImageHost!({ signal })).resolves.toBe(imageHost);
      expect(await failureOf(client)).toMatchObject({
        id: 'protocol',
        remedy: expect.stringContaining(imageHost),
      });
      expect(
        (await connectByName(url, { imageHost }).diagnose({ signal })).ok,
      ).toBe(true);
    });

    it('says what to do where a port has the images of one key alone (fact 17)', async () => {
      await start({ imageHost: 'port' });
      running.artifactory.store.addImage('docker-local/team/app', image, '1.0');
      const host = await running.artifactory.openPort('docker-local');
      const address = `http://${host}/artifactory/api/docker/docker-local`;
      expect(await failureOf(connect({ url: `http://${host}` }))).toMatchObject(
        {
          id: 'protocol',
          code: 'NOT_A_REGISTRY',
          message: expect.stringContaining('of the repository docker-local'),
          remedy: expect.stringContaining(address),
        },
      );
      const client = connect({ url: address, imageHost: host });
      expect((await client.diagnose({ signal })).ok).toBe(true);
      expect(await namesOf(client.listRepositories({ signal }))).toEqual([
        'team/app',
      ]);
    });

    it('leaves it open where nothing shows it (fact 17)', async () => {
      await start({ imageHost: 'port' });
      await expect(
        connect().findImageHost!({ signal }),
      ).resolves.toBeUndefined();
      expect((await connect().diagnose({ signal })).ok).toBe(true);
    });

    function connectByName(
      url: string,
      settings: Partial<RegistryConnection> = {},
    ) {
      return network.connect(
        jfrogProvider,
        url,
        { credential: person, ...settings },
        { resolve: async () => [{ address: '127.0.0.1', family: 4 }] },
      );
    }
  });
});
