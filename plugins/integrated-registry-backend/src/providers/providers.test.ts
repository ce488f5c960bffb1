import { createBackendModule } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { registryProvidersExtensionPoint } from 'backstage-plugin-integrated-registry-node';
import { buildImage, buildIndex, RegistrySimulator } from 'registry-simulator';
import { dockerProvider } from './docker';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const workspace = 'group:default/payments';
const robot = { username: 'robot$portal', password: 'canary-8b1f0e22d4' };
const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);
const { digest } = image.manifest;

/** A registry type whose image host can be found out. */
const findingModule = createBackendModule({
  pluginId: 'integrated-registry',
  moduleId: 'finding',
  register(reg) {
    reg.registerInit({
      deps: { providers: registryProvidersExtensionPoint },
      async init({ providers }) {
        providers.addProvider({
          type: 'finding',
          title: 'Finding Registry',
          credential: 'optional',
          connect: connection =>
            Object.assign(dockerProvider.connect(connection), {
              findImageHost: async () => '{project}.found.example.com',
            }),
        });
      },
    });
  },
});

describe('the backend with every registry type', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      features: [findingModule],
    });
  }, 120_000);

  afterAll(() => portal?.stop());

  async function integrate(settings: object): Promise<string> {
    const { status, body } = await portal.call('priya', 'POST /integrations', {
      workspace,
      ...settings,
    });
    expect([status, body.error?.message]).toEqual([201, undefined]);
    for (;;) {
      const { body: now } = await portal.call(
        'marco',
        `GET /integrations/${body.id}`,
      );
      if (['finished', 'failed'].includes(now.repositoryIndex.state)) {
        expect(now.repositoryIndex.failure).toBeUndefined();
        return body.id;
      }
      await new Promise(done => setTimeout(done, 50));
    }
  }

  async function resolve(request: object) {
    const { body } = await portal.call('marco', 'POST /images/resolve', {
      workspace,
      ...request,
    });
    return body;
  }

  it('offers them all', async () => {
    const { body } = await portal.call('marco', 'GET /providers');
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

  describe('Harbor', () => {
    let harbor: RegistrySimulator;
    let id: string;

    beforeAll(async () => {
      harbor = await RegistrySimulator.start({
        onToken: portal.onToken,
        harbor: {
          accounts: [{ ...robot, kind: 'robot' }],
          projects: [{ name: 'library', public: true }],
          scanned: ['team/app:2.0'],
        },
      });
      const { store } = harbor;
      store.addImage('library/base', image, '1.0');
      store.addImage('team/app', image, '10.0', '2026-01-01T00:00:00.000Z');
      store.addImage(
        'team/app',
        buildImage({ layers: ['scanned'] }),
        '2.0',
        '2026-02-01T00:00:00.000Z',
      );
      const hex = digest.slice('sha256:'.length);
      store.addImage(
        'team/app',
        buildImage({ layers: ['signature'] }),
        `sha256-${hex}.sig`,
      );
    });

    afterAll(() => harbor.stop());

    const settings = () => ({
      type: 'harbor',
      name: 'Company Harbor',
      url: `${harbor.url}/harbor/projects`,
      ...robot,
    });

    it('demands user name and password', async () => {
      const { status, body } = await portal.call(
        'priya',
        'POST /integrations',
        {
          ...settings(),
          workspace,
          username: undefined,
          password: undefined,
        },
      );
      expect(status).toBe(400);
      expect(body.error.message).toMatch(/Harbor needs a user name and a pass/);
    });

    it('refuses a wrong secret, though Harbor shows what is public', async () => {
      const { status, body } = await portal.call(
        'priya',
        'POST /integrations',
        { ...settings(), workspace, password: 'wrong' },
      );
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toMatch(/"UNAUTHORIZED"/);
    });

    it('is integrated, searched by project, and has its newest tag first', async () => {
      id = await integrate(settings());
      const { body: found } = await portal.call(
        'marco',
        `GET /repositories?workspace=${workspace}&project=team`,
      );
      expect(found.items).toEqual([
        expect.objectContaining({
          name: 'team/app',
          project: 'team',
          visibility: 'private',
          imageHost: harbor.host,
        }),
      ]);
      const { body: tags } = await portal.call(
        'marco',
        `GET /integrations/${id}/tags?repository=team/app`,
      );
      expect(tags.sortedBy).toBe('pushedAt');
      expect(tags.items.map(({ name }: { name: string }) => name)).toEqual([
        '2.0',
        '10.0',
      ]);
    });

    it('tells the vulnerabilities of what was scanned', async () => {
      const tag = await resolve({ reference: `${harbor.host}/team/app:2.0` });
      const { body } = await portal.call(
        'marco',
        `GET /integrations/${id}/vulnerabilities?repository=team/app&digest=${tag.digest}`,
      );
      expect(body).toMatchObject({
        state: 'finished',
        severity: 'critical',
        counts: { critical: 1, high: 1, medium: 1, low: 1 },
        fixable: 2,
        digest: tag.digest,
      });
    });

    it('has what was not scanned scanned', async () => {
      const query = `repository=team/app&digest=${digest}`;
      const path = `GET /integrations/${id}/vulnerabilities?${query}`;
      expect((await portal.call('marco', path)).body.state).toBe('notScanned');
      const { status, body } = await portal.call(
        'marco',
        `POST /integrations/${id}/scan`,
        { repository: 'team/app', digest },
      );
      expect([status, body.state]).toEqual([202, 'queued']);
    });

    it('holds images against what a template demands', async () => {
      const policy = { maxSeverity: 'high', requireSignature: true };
      const bad = await resolve({
        reference: `${harbor.host}/team/app:2.0`,
        policy,
      });
      expect(bad.passed).toBe(false);
      expect(bad.rules).toEqual([
        {
          rule: 'maxSeverity',
          passed: false,
          message:
            'The image must have no vulnerability above high, and it has one that is critical. Choose another version',
          wording: {
            message: expect.objectContaining({ code: 'VERDICT_SEVERITY' }),
          },
        },
        expect.objectContaining({ rule: 'requireSignature', passed: false }),
      ]);
      const signed = await resolve({
        reference: `${harbor.host}/team/app:10.0`,
        policy: { requireSignature: true },
      });
      expect(signed.passed).toBe(true);
      const lenient = await resolve({
        reference: `${harbor.host}/team/app:2.0`,
        policy: { maxSeverity: 'critical' },
      });
      expect(lenient.passed).toBe(true);
    });
  });

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
        onToken: portal.onToken,
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
      const { status, body } = await portal.call(
        'priya',
        'POST /integrations',
        { ...settings(), workspace, password: 'wrong' },
      );
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toMatch(/"UNAUTHORIZED"/);
    });

    it('is integrated, searched by key, and has its newest tag first (facts 16, 19, 20)', async () => {
      id = await integrate(settings());
      const { body: found } = await portal.call(
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
      const { body: tags } = await portal.call(
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
        await resolve({
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
      const one = await integrate({
        type: 'jfrog',
        name: 'By port',
        url: `${artifactory.url}/artifactory/api/docker/docker-local`,
        imageHost,
        username: 'token',
        password: account.tokens[0].value,
      });
      expect(
        await resolve({
          selection: {
            integrationId: one,
            repository: 'team/app',
            tag: '10.0',
          },
        }),
      ).toMatchObject({ reference: `${imageHost}/team/app:10.0@${digest}` });
    });

    it('has let no secret out', () => {
      const told = [
        ...portal.answers,
        ...portal.logged,
        ...portal.audited,
      ].join();
      expect(told).toContain('Company Artifactory');
      expect(told).not.toContain(account.password);
      expect(told).not.toContain(account.tokens[0].value);
    });
  });

  describe('an image host for each project', () => {
    let registry: RegistrySimulator;
    let id: string;

    beforeAll(async () => {
      registry = await RegistrySimulator.start();
      registry.store.addImage('docker-local/team/app', image, '1.0');
      id = await integrate({
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
        await resolve({
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
        const found = await integrate({
          type: 'finding',
          url: registry.url,
          ...settings,
        });
        const { body } = await portal.call(
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
      const { body } = await portal.call(
        'marco',
        `GET /images/parse?workspace=${workspace}&reference=${reference}`,
      );
      expect(body).toMatchObject({
        integrationId: id,
        integrationRepository: 'docker-local/team/app',
      });
    });
  });

  it('has let no secret out', () => {
    const told = [
      ...portal.answers,
      ...portal.logged,
      ...portal.audited,
    ].join();
    expect(told).toContain('Company Harbor');
    expect(told).not.toContain(robot.password);
  });
});
