import { RegistrySimulator } from 'registry-simulator';
import { providerModule } from '../__testUtils__/providerModule';
import { workspace } from '../__testUtils__/useIntegration';
import { dockerProvider } from './docker';
import { useRegistriesPortal } from './__testUtils__/RegistriesPortal';
import { twoPlatforms as image } from '../__testUtils__/twoPlatforms';

const { digest } = image.manifest;

/** A registry type whose image host can be found out. */
const findingModule = providerModule({
  type: 'finding',
  title: 'Finding Registry',
  credential: 'optional',
  connect: connection =>
    Object.assign(dockerProvider.connect(connection), {
      findImageHost: async () => '{project}.found.example.com',
    }),
});

describe('the backend with every registry type', () => {
  const scene = useRegistriesPortal([findingModule]);

  it('offers them all', async () => {
    const { body } = await scene.portal.call('marco', 'GET /providers');
    expect(
      body.items.map((item: { type: string; credential: string }) => [
        item.type,
        item.credential,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['docker', 'optional'],
        ['harbor', 'required'],
        ['jfrog', 'optional'],
      ]),
    );
  });

  describe('an image host for each project', () => {
    let registry: RegistrySimulator;
    let id: string;

    beforeAll(async () => {
      registry = await RegistrySimulator.start();
      registry.store.addImage('docker-local/team/app', image, '1.0');
      id = await scene.registries.integrate({
        type: 'docker',
        name: 'By subdomain',
        url: registry.url,
        imageHost: '{project}.images.example.com',
      });
    });

    afterAll(() => registry.stop());

    const reference = `docker-local.images.example.com/team/app:1.0@${digest}`;

    it('stands in the reference of what is chosen', async () => {
      expect(
        await scene.registries.resolve({
          selection: {
            integrationId: id,
            repository: 'docker-local/team/app',
            tag: '1.0',
          },
        }),
      ).toMatchObject({
        reference,
        imageHost: 'docker-local.images.example.com',
        repository: 'docker-local/team/app',
      });
    });

    it('is found out where nobody has entered it, and only then (fact 17)', async () => {
      const imageHostOf = async (settings: object) => {
        const found = await scene.registries.integrate({
          type: 'finding',
          url: registry.url,
          ...settings,
        });
        const { body } = await scene.portal.call(
          'priya',
          `GET /integrations/${found}`,
        );
        return body.imageHost;
      };
      expect(await imageHostOf({ name: 'Found' })).toBe(
        '{project}.found.example.com',
      );
      expect(
        await imageHostOf({ name: 'Entered', imageHost: registry.host }),
      ).toBe(registry.host);
    });

    it('is found again in a reference', async () => {
      const { body } = await scene.portal.call(
        'marco',
        `GET /images/parse?workspace=${workspace}&reference=${reference}`,
      );
      expect(body).toMatchObject({
        integrationId: id,
        integrationRepository: 'docker-local/team/app',
      });
    });
  });
});
