import { TestDatabases } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { crawled, integrate } from '../__testUtils__/integrate';
import { share } from '../__testUtils__/share';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const login = { username: 'robot', password: 'password-of-a-test' };
const workspace = 'group:default/payments';

jest.setTimeout(300_000);

interface Listed {
  id: string;
  name: string;
  etag: string;
}

describe.each(databases.eachSupportedId())(
  'integrations from the configuration on %s',
  databaseId => {
    let knex: Knex;
    let registry: RegistrySimulator;
    let entry: JsonObject & { name: string };
    let portal: TestPortal | undefined;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      registry = await RegistrySimulator.start({ login });
      registry.store.addImage('team/app', buildImage(), 'latest');
      entry = {
        workspace,
        type: 'docker',
        name: 'Company registry',
        url: registry.url,
        ...login,
      };
    });

    afterEach(async () => {
      await portal?.stop();
      portal = undefined;
      await registry?.stop();
      await knex?.destroy();
    });

    /** Ends the portal if one runs, and starts it with these integrations. */
    async function start(...integrations: JsonObject[]): Promise<TestPortal> {
      await portal?.stop();
      portal = undefined;
      portal = await startPortal({ knex, settings: { integrations } });
      return portal;
    }

    async function list(): Promise<Listed[]> {
      const { body } = await portal!.call('olivia', 'GET /integrations');
      return body.items;
    }

    async function only(): Promise<Listed> {
      const all = await list();
      expect(all).toHaveLength(1);
      return all[0];
    }

    async function startFailure(
      ...integrations: JsonObject[]
    ): Promise<string> {
      try {
        await start(...integrations);
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error('The portal has started');
    }

    async function repositories(): Promise<string[]> {
      const { body } = await portal!.call(
        'marco',
        `GET /repositories?workspace=${workspace}`,
      );
      return body.items.map(({ name }: { name: string }) => name);
    }

    it('are there after the start, with password and repositories', async () => {
      await start({ ...entry, credentialExpiresAt: '2099-01-31' });
      const { id } = await only();
      expect(await crawled(portal!, id)).toMatchObject({
        managedBy: 'config',
        createdBy: 'config',
        hasCredential: true,
        credentialExpiresAt: '2099-01-31T00:00:00.000Z',
        health: { state: 'healthy' },
      });
      expect(await repositories()).toEqual(['team/app']);
      const [credential] = await knex('credentials').select();
      expect(credential.key_id).toBe('test');
      expect(portal!.events).toContainEqual(
        expect.objectContaining({
          eventId: 'integration-create',
          status: 'succeeded',
          meta: expect.objectContaining({
            integrationId: id,
            workspace,
            configuration: 'integratedRegistry.integrations[0]',
          }),
        }),
      );
    });

    it('stay as they are over a restart, repository index and all', async () => {
      const sharing = [
        'group:default/store-front',
        'group:default/storefront',
        'group:default/Store.front',
      ];
      const tls = { skipVerify: true };
      await start({ ...entry, sharing, tls });
      const before = await crawled(portal!, (await only()).id);
      const rows = await knex('credentials').select();
      // From here on the registry tells nothing: what is shown has been kept.
      await registry.stop();
      await start({ ...entry, sharing: [...sharing].reverse(), tls });
      const { id } = await only();
      const after = (await portal!.call('olivia', `GET /integrations/${id}`))
        .body;
      expect(after).toMatchObject({
        id: before.id,
        etag: before.etag,
        updatedAt: before.updatedAt,
        repositoryIndex: before.repositoryIndex,
      });
      expect(await repositories()).toEqual(['team/app']);
      expect(await knex('credentials').select()).toEqual(rows);
      expect(portal!.events).toEqual([]);
    });

    it('take up what has changed, under the same id', async () => {
      await start(entry);
      const before = await crawled(portal!, (await only()).id);
      await registry.stop();
      await start({
        ...entry,
        name: 'COMPANY registry',
        description: 'Of all of us',
        credentialExpiresAt: '2099-02-28',
        repositories: ['team/declared'],
      });
      const after = await crawled(portal!, before.id);
      expect(after).toMatchObject({
        id: before.id,
        name: 'COMPANY registry',
        description: 'Of all of us',
        credentialExpiresAt: '2099-02-28T00:00:00.000Z',
        repositories: ['team/declared'],
        updatedBy: 'config',
      });
      expect(after.etag).not.toBe(before.etag);
      expect(portal!.events).toContainEqual(
        expect.objectContaining({
          eventId: 'integration-update',
          meta: expect.objectContaining({
            fields: ['name', 'description', 'repositories'],
          }),
        }),
      );
    });

    it('use a new password from the restart on, and are looked at anew with it', async () => {
      await start({ ...entry, password: 'password-of-yesterday' });
      const { id } = await only();
      const { health } = await crawled(portal!, id);
      expect(health).toMatchObject({
        state: 'unhealthy',
        failure: { code: 'UNAUTHORIZED' },
      });

      await start(entry);
      let now;
      do {
        await new Promise(resolve => setTimeout(resolve, 50));
        now = await crawled(portal!, id);
      } while (now.repositoryIndex.state !== 'finished');
      expect(now.health.state).toBe('healthy');
      expect(await repositories()).toEqual(['team/app']);
      expect((await only()).id).toBe(id);
    });

    it('go when they are gone from the configuration, with their repositories', async () => {
      await start(entry, { ...entry, name: 'Second' });
      const [first, second] = await list();
      await crawled(portal!, first.id);
      await crawled(portal!, second.id);
      await start({ ...entry, name: 'Second' });
      expect((await only()).id).toBe(second.id);
      let left;
      do {
        await new Promise(resolve => setTimeout(resolve, 50));
        left = await knex('repositories').select('integration_id');
      } while (left.length > 1);
      expect(left).toEqual([{ integration_id: second.id }]);
      const passwords = await knex('credentials').select('integration_id');
      expect(passwords).toEqual([{ integration_id: second.id }]);
    });

    it('show none of the old repositories where the address is another', async () => {
      await start(entry);
      const before = await crawled(portal!, (await only()).id);
      await start({ ...entry, url: 'http://127.0.0.1:1' });
      const after = await crawled(portal!, (await only()).id);
      expect(after.id).not.toBe(before.id);
      expect(after.name).toBe(before.name);
      expect(await repositories()).toEqual([]);
      const old = await portal!.call(
        'olivia',
        `GET /integrations/${before.id}`,
      );
      expect(old.status).toBe(404);
    });

    it('can be neither changed, shared nor removed over HTTP, and say where they are', async () => {
      await start({ ...entry, name: 'First' }, entry);
      const { id, etag } = (await list()).find(
        ({ name }) => name === entry.name,
      )!;
      const ifMatch = { 'If-Match': etag };
      for (const person of ['priya', 'olivia'] as const) {
        const answers = [
          await portal!.call(
            person,
            `PATCH /integrations/${id}`,
            { description: 'Mine' },
            ifMatch,
          ),
          await portal!.call(
            person,
            `DELETE /integrations/${id}`,
            undefined,
            ifMatch,
          ),
        ];
        if (person === 'olivia') {
          answers.push(await share(portal!, id, { with: 'everybody' }));
        }
        for (const { status, body } of answers) {
          expect(status).toBe(400);
          expect(body.error.message).toMatch(
            /managed by the portal’s configuration.*integratedRegistry\.integrations\[1\]/,
          );
        }
      }
      expect((await list()).find(item => item.id === id)?.etag).toBe(etag);
    });

    it('are shared as the configuration says', async () => {
      const canRead = async (person: 'lena' | 'noah') => {
        const { id } = await only();
        const { status } = await portal!.call(
          person,
          `GET /integrations/${id}`,
        );
        return status === 200;
      };
      for (const [sharing, lena, noah] of [
        [undefined, false, false],
        ['everybody', true, true],
        [['Group:default/Storefront'], true, false],
        ['nobody', false, false],
      ] as const) {
        await start({
          ...entry,
          ...(sharing && {
            sharing: typeof sharing === 'string' ? sharing : [...sharing],
          }),
        });
        expect([await canRead('lena'), await canRead('noah')]).toEqual([
          lena,
          noah,
        ]);
      }
    });

    describe('refuse the start, with path, reason and remedy and without a secret, for', () => {
      it.each<[string, JsonObject, RegExp]>([
        [
          'an address that is none',
          { url: 'my registry' },
          /integrations\[1\]\.url: The address is not a URL\. Write it such as/,
        ],
        [
          'a password in the address',
          { url: 'https://me:canary-in-the-url@registry.example.com' },
          /integrations\[1\]\.url: .*Take them out/,
        ],
        [
          'a type nobody speaks',
          { type: 'quay' },
          /integrations\[1\]\.type: The type "quay" is unknown\. It must be one of docker, harbor, jfrog/,
        ],
        [
          'no name',
          { name: null },
          /integrations\[1\]\.name: The name is missing/,
        ],
        [
          'a user name alone, as where a variable is not set',
          { password: undefined },
          /variable that is not set[^]*integrations\[1\]\.password: There is a user name but no password/,
        ],
        [
          'a password alone',
          { username: undefined },
          /integrations\[1\]\.username: There is a password but no user name/,
        ],
        [
          'a password that is no text',
          { password: 7_700_770_077 },
          /looks like a number needs quotes[^]*integrations\[1\]\.password: The password must be a text/,
        ],
        [
          'a registry that wants a login',
          { type: 'harbor', username: undefined, password: undefined },
          /integrations\[1\]\.username: Harbor needs a user name and a password/,
        ],
        [
          'an expiry date that is none',
          { credentialExpiresAt: 'next year' },
          /integrations\[1\]\.credentialExpiresAt: The expiry date must be a day such as/,
        ],
        [
          'an expiry date without a password',
          {
            username: undefined,
            password: undefined,
            credentialExpiresAt: '2099-01-31',
          },
          /integrations\[1\]\.credentialExpiresAt: There is an expiry date but no password/,
        ],
        [
          'a certificate that is a key',
          {
            tls: {
              caCertificate:
                '-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\ncanary-in-a-key',
            },
          },
          /integrations\[1\]\.tls\.caCertificate: .*Take the key out/,
        ],
        [
          'a field nobody knows',
          { pasword: 'canary-in-a-misspelt-field' },
          /integrations\[1\]\.pasword: There is no field "pasword" here/,
        ],
        [
          'a repository that is empty',
          { repositories: ['team/app', ''] },
          /integrations\[1\]\.repositories\[1\]: A repository is empty/,
        ],
        [
          'a workspace that is no group',
          { workspace: 'payments' },
          /integrations\[1\]\.workspace: A workspace is the entity ref of a group, such as/,
        ],
        [
          'a sharing nobody knows',
          { sharing: 'friends' },
          /integrations\[1\]\.sharing: Write nobody, everybody, or a list of workspaces/,
        ],
        [
          'sharing with what is no workspace',
          { sharing: [workspace, 'user:default/lena'] },
          /integrations\[1\]\.sharing\[1\]: A workspace is the entity ref of a group/,
        ],
        [
          'sharing with a list of nobody',
          { sharing: [] },
          /integrations\[1\]\.sharing: Name at least one workspace/,
        ],
      ])('%s', async (_, wrong, message) => {
        const told = await startFailure(
          { ...entry, name: 'Right' },
          { ...entry, ...wrong },
        );
        expect(told).toMatch(message);
        expect(told).not.toContain(login.password);
        expect(told).not.toContain('canary');
        expect(told).not.toContain('7700770077');
        // Not even the one that is right is there.
        expect(await knex('integrations').select()).toEqual([]);
      });

      it('several things at once, all of them told', async () => {
        const told = await startFailure(
          { ...entry, url: 'ftp://registry.example.com', name: '' },
          { ...entry, type: 'quay', username: undefined },
        );
        for (const path of ['[0].url', '[0].name', '[1].type']) {
          expect(told).toContain(`integratedRegistry.integrations${path}: `);
        }
      });
    });

    describe('with a name that is taken', () => {
      it('by another entry, name both entries', async () => {
        const told = await startFailure(
          entry,
          { ...entry, name: 'Other' },
          { ...entry, name: 'company REGISTRY', url: 'https://example.com' },
        );
        expect(told).toMatch(
          /integrations\[2\]\.name: integratedRegistry\.integrations\[0\] has the name "company REGISTRY" in group:default\/payments already\. Give one/,
        );
      });

      it('by an integration of the page, name both, and leave everything as it was', async () => {
        await start({ ...entry, name: 'Kept' });
        const { id } = await integrate(portal!, {
          url: registry.url,
          ...login,
          name: 'Made in the page',
        });
        const before = await list();
        const told = await startFailure(
          { ...entry, name: 'New' },
          { ...entry, name: 'made in THE page' },
        );
        expect(told).toContain('integratedRegistry.integrations[1].name: ');
        expect(told).toContain('group:default/payments already that was made');
        expect(told).toContain(`by user:default/priya, with the id ${id}`);
        expect(told).toMatch(/Give this one another name, or rename or remove/);
        expect(told).not.toContain(login.password);

        await start({ ...entry, name: 'Kept' });
        expect((await list()).map(({ name }) => name)).toEqual(
          before.map(({ name }) => name),
        );
      });

      it('in another workspace, take no offence', async () => {
        await start({ ...entry, workspace: 'group:default/storefront' });
        await integrate(portal!, { url: registry.url, ...login });
        await start({ ...entry, workspace: 'group:default/storefront' });
        expect(await list()).toHaveLength(2);
      });

      it('are named to whoever wants it in the page', async () => {
        await start({ ...entry, name: 'First' }, entry);
        const made = await portal!.call('priya', 'POST /integrations', {
          ...entry,
          name: 'COMPANY REGISTRY',
        });
        const { id, etag } = await integrate(portal!, {
          url: registry.url,
          ...login,
          name: 'Another',
        });
        const renamed = await portal!.call(
          'priya',
          `PATCH /integrations/${id}`,
          { name: entry.name },
          { 'If-Match': etag },
        );
        for (const { status, body } of [made, renamed]) {
          expect(status).toBe(409);
          expect(body.error.message).toMatch(
            /managed by the portal’s configuration at integratedRegistry\.integrations\[1\]\. Choose another name/,
          );
        }
      });
    });

    const startTogether = (integrations: JsonObject[]) =>
      Promise.all(
        [1, 2, 3].map(() => startPortal({ knex, settings: { integrations } })),
      );

    it('are made, changed and removed once where replicas start together', async () => {
      // The tables are there already, as in every start but the first.
      await start();
      const later = { ...entry, name: 'Later' };
      for (const integrations of [
        [entry, { ...entry, name: 'Leaves' }],
        [{ ...entry, description: 'Changed', password: 'another-one' }, later],
        [later],
        [entry, later],
      ]) {
        const replicas = await startTogether(integrations);
        try {
          const seen = await Promise.all(
            replicas.map(replica =>
              replica.call('olivia', 'GET /integrations'),
            ),
          );
          for (const { body } of seen) {
            expect(body.items.map((item: Listed) => item.name)).toEqual(
              integrations.map(({ name }) => name),
            );
          }
        } finally {
          await Promise.all(replicas.map(replica => replica.stop()));
        }
      }
      expect(await knex('credentials').select()).toHaveLength(2);
    });
  },
);
