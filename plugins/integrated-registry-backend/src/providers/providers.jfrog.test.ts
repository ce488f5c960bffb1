import { buildImage, RegistrySimulator } from 'registry-simulator';
import { workspace } from '../__testUtils__/useIntegration';
import { useRegistriesPortal } from './__testUtils__/RegistriesPortal';
import { twoPlatforms as image } from '../__testUtils__/twoPlatforms';

const { digest } = image.manifest;

describe('the backend with Artifactory', () => {
  const scene = useRegistriesPortal();

  describe('JFrog Artifactory', () => {
    const account = {
      username: 'dana',
      password: 'canary-of-dana-77ac41',
      tokens: [{ value: 'canary-token-19d3e0' }],
    };
    let artifactory: RegistrySimulator;
    let id: string;

    beforeAll(async () => {
      artifactory = await RegistrySimulator.start({
        onToken: scene.portal.onToken,
        artifactory: {
          accounts: [account],
          repositories: [
            { key: 'docker-local' },
            { key: 'docker', type: 'virtual', members: ['docker-local'] },
            { key: 'open' },
          ],
          anonymous: ['open'],
        },
      });
      const { store } = artifactory;
      const other = buildImage({ layers: ['newer'] });
      store.addImage('open/base', image, '1.0');
      store.addImage(
        'docker-local/team/app',
        image,
        '10.0',
        '2026-01-01T00:00:00.000Z',
      );
      store.addImage(
        'docker-local/team/app',
        other,
        '2.0',
        '2026-02-01T00:00:00.000Z',
      );
      store.addImage(
        'docker-local/team/app',
        buildImage({ layers: ['signature'] }),
        `${digest.replace(':', '-')}.sig`,
      );
    });

    afterAll(() => artifactory.stop());

    const settings = () => ({
      type: 'jfrog',
      name: 'Company Artifactory',
      url: `${artifactory.url}/ui/packages`,
      username: account.username,
      password: account.password,
    });

    it('refuses a wrong password, though Artifactory shows something to everybody (fact 5)', async () => {
      const { status, body } = await scene.registries.tryIntegrate({
        ...settings(),
        password: 'wrong',
      });
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toMatch(/"UNAUTHORIZED"/);
    });

    it('is integrated, searched by key, and has its newest tag first (facts 16, 19, 20)', async () => {
      id = await scene.registries.integrate(settings());
      const { body: found } = await scene.portal.call(
        'marco',
        `GET /repositories?workspace=${workspace}&integration=${id}&project=docker-local`,
      );
      expect(found.items).toEqual([
        expect.objectContaining({
          name: 'docker-local/team/app',
          project: 'docker-local',
          imageHost: artifactory.host,
        }),
      ]);
      const { body: tags } = await scene.portal.call(
        'marco',
        `GET /integrations/${id}/tags?repository=docker-local/team/app`,
      );
      expect([tags.sortedBy, tags.complete]).toEqual(['pushedAt', true]);
      expect(tags.items).toEqual([
        {
          name: '2.0',
          pushedAt: '2026-02-01T00:00:00.000Z',
          sizeBytes: expect.any(Number),
        },
        { name: '10.0', pushedAt: '2026-01-01T00:00:00.000Z' },
      ]);
    });

    it('has its image resolved with the key in its path, and held against its signature (facts 17, 24)', async () => {
      expect(
        await scene.registries.resolve({
          reference: `${artifactory.host}/docker/team/app:10.0`,
          policy: { requireSignature: true },
        }),
      ).toMatchObject({
        passed: true,
        reference: `${artifactory.host}/docker/team/app:10.0@${digest}`,
        repository: 'docker/team/app',
        integrationId: id,
      });
    });

    it('gives a port the images of one key, by the address of that key and an access token (facts 17, 18)', async () => {
      const imageHost = await artifactory.openPort('docker-local');
      const one = await scene.registries.integrate({
        type: 'jfrog',
        name: 'By port',
        url: `${artifactory.url}/artifactory/api/docker/docker-local`,
        imageHost,
        username: 'token',
        password: account.tokens[0].value,
      });
      expect(
        await scene.registries.resolve({
          selection: {
            integrationId: one,
            repository: 'team/app',
            tag: '10.0',
          },
        }),
      ).toMatchObject({ reference: `${imageHost}/team/app:10.0@${digest}` });
    });

    it('has let no secret out', () => {
      const { told } = scene.registries;
      expect(told).toContain('Company Artifactory');
      expect(told).not.toContain(account.password);
      expect(told).not.toContain(account.tokens[0].value);
    });
  });
});
