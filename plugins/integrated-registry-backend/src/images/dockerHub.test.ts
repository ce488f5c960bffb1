import { TestDatabases } from '@backstage/backend-test-utils';
import { ListedRegistries } from '../__testUtils__/ListedRegistries';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const HOSTS = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

describe.each([...HOSTS, 'Registry-1.Docker.IO'])(
  'an integration with the image host %s',
  imageHost => {
    const registries = new ListedRegistries();
    let portal: TestPortal;
    let id: string;

    beforeAll(async () => {
      registries.add('hub.example.com', [{ name: 'library/nginx' }]);
      portal = await startPortal({
        knex: await databases.init('SQLITE_3'),
        features: [registries.feature],
      });
      const { status, body } = await portal.call(
        'priya',
        'POST /integrations?verify=false',
        {
          workspace: 'group:default/payments',
          type: 'listed',
          name: 'Docker Hub',
          url: 'https://hub.example.com',
          imageHost,
        },
      );
      if (status !== 201) {
        throw new Error(`Not integrated: ${JSON.stringify(body)}`);
      }
      id = body.id;
      // Whose a public image host is, is for platform admins to say.
      await portal.call(
        'olivia',
        `PATCH /integrations/${id}`,
        { confirmImageHost: true },
        { 'If-Match': body.etag },
      );
    }, 60_000);

    afterAll(() => portal?.stop());

    it.each([
      'nginx:1.27',
      'library/nginx',
      ...HOSTS.flatMap(host => [`${host}/nginx`, `${host}/library/nginx:1.27`]),
      'REGISTRY-1.DOCKER.IO/library/nginx',
    ])('is the one that %s belongs to', async reference => {
      const query = new URLSearchParams({
        workspace: 'group:default/payments',
        reference,
      });
      const { body } = await portal.call('marco', `GET /images/parse?${query}`);
      expect(body).toMatchObject({
        integrationId: id,
        integrationRepository: 'library/nginx',
      });
    });
  },
);
