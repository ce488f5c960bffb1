import { JsonObject } from '@backstage/types';
import { databases } from '../__testUtils__/databases';
import { crawled, settled } from '../__testUtils__/integrate';
import { share } from '../__testUtils__/share';
import { startPortal } from '../__testUtils__/startPortal';
import { until } from '../__testUtils__/until';
import { workspace } from '../__testUtils__/useIntegration';
import { Listed, useConfigured } from './__testUtils__/useConfigured';

jest.setTimeout(300_000);

describe.each(databases.eachSupportedId())(
  'integrations from the configuration on %s',
  databaseId => {
    const scene = useConfigured(databaseId);

    async function only(): Promise<Listed> {
      const all = await scene.list();
      expect(all).toHaveLength(1);
      return all[0];
    }

    async function repositories(): Promise<string[]> {
      const { body } = await scene.portal!.call(
        'marco',
        `GET /repositories?workspace=${workspace}`,
      );
      return body.items.map(({ name }: { name: string }) => name);
    }

    const startTogether = (integrations: JsonObject[]) =>
      Promise.all(
        [1, 2, 3].map(() =>
          startPortal({ knex: scene.knex, settings: { integrations } }),
        ),
      );

    it('are there after the start, with password and repositories', async () => {
      await scene.start({ ...scene.entry, credentialExpiresAt: '2099-01-31' });
      const { id } = await only();
      expect(await settled(scene.portal!, id)).toMatchObject({
        managedBy: 'config',
        createdBy: 'config',
        hasCredential: true,
        credentialExpiresAt: '2099-01-31T00:00:00.000Z',
        health: { state: 'healthy' },
      });
      expect(await repositories()).toEqual(['team/app']);
      const [credential] = await scene.knex('credentials').select();
      expect(credential.key_id).toBe('test');
      expect(scene.portal!.events).toContainEqual(
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
      await scene.start({ ...scene.entry, sharing, tls });
      const before = await crawled(scene.portal!, (await only()).id);
      const rows = await scene.knex('credentials').select();
      // From here on the registry tells nothing: what is shown has been kept.
      await scene.registry.stop();
      await scene.start({
        ...scene.entry,
        sharing: [...sharing].reverse(),
        tls,
      });
      const { id } = await only();
      const after = (
        await scene.portal!.call('olivia', `GET /integrations/${id}`)
      ).body;
      expect(after).toMatchObject({
        id: before.id,
        etag: before.etag,
        updatedAt: before.updatedAt,
        repositoryIndex: before.repositoryIndex,
      });
      expect(await repositories()).toEqual(['team/app']);
      expect(await scene.knex('credentials').select()).toEqual(rows);
      expect(scene.portal!.events).toEqual([]);
    });

    it('take up what has changed, under the same id', async () => {
      await scene.start(scene.entry);
      const before = await crawled(scene.portal!, (await only()).id);
      await scene.registry.stop();
      await scene.start({
        ...scene.entry,
        name: 'COMPANY registry',
        description: 'Of all of us',
        credentialExpiresAt: '2099-02-28',
        repositories: ['team/declared'],
      });
      const after = await crawled(scene.portal!, before.id);
      expect(after).toMatchObject({
        id: before.id,
        name: 'COMPANY registry',
        description: 'Of all of us',
        credentialExpiresAt: '2099-02-28T00:00:00.000Z',
        repositories: ['team/declared'],
        updatedBy: 'config',
      });
      expect(after.etag).not.toBe(before.etag);
      expect(scene.portal!.events).toContainEqual(
        expect.objectContaining({
          eventId: 'integration-update',
          meta: expect.objectContaining({
            fields: ['name', 'description', 'repositories'],
          }),
        }),
      );
    });

    it('use a new password from the restart on, and are looked at anew with it', async () => {
      await scene.start({ ...scene.entry, password: 'password-of-yesterday' });
      const { id } = await only();
      const { health } = await settled(scene.portal!, id);
      expect(health).toMatchObject({
        state: 'unhealthy',
        failure: { code: 'UNAUTHORIZED' },
      });

      await scene.start(scene.entry);
      await until(
        () => scene.portal!.call('olivia', `GET /integrations/${id}`),
        ({ body }) =>
          body.repositoryIndex.state === 'finished' &&
          body.health.state === 'healthy',
      );
      expect(await repositories()).toEqual(['team/app']);
      expect((await only()).id).toBe(id);
    });

    it('go when they are gone from the configuration, with their repositories', async () => {
      await scene.start(scene.entry, { ...scene.entry, name: 'Second' });
      const [first, second] = await scene.list();
      await crawled(scene.portal!, first.id);
      await crawled(scene.portal!, second.id);
      await scene.start({ ...scene.entry, name: 'Second' });
      expect((await only()).id).toBe(second.id);
      let left;
      do {
        await new Promise(resolve => setTimeout(resolve, 50));
        left = await scene.knex('repositories').select('integration_id');
      } while (left.length > 1);
      expect(left).toEqual([{ integration_id: second.id }]);
      const passwords = await scene
        .knex('credentials')
        .select('integration_id');
      expect(passwords).toEqual([{ integration_id: second.id }]);
    });

    it('show none of the old repositories where the address is another', async () => {
      await scene.start(scene.entry);
      const before = await crawled(scene.portal!, (await only()).id);
      await scene.start({ ...scene.entry, url: 'http://127.0.0.1:1' });
      const after = await crawled(scene.portal!, (await only()).id);
      expect(after.id).not.toBe(before.id);
      expect(after.name).toBe(before.name);
      expect(await repositories()).toEqual([]);
      const old = await scene.portal!.call(
        'olivia',
        `GET /integrations/${before.id}`,
      );
      expect(old.status).toBe(404);
    });

    it('can be neither changed, shared nor removed over HTTP, and say where they are', async () => {
      await scene.start({ ...scene.entry, name: 'First' }, scene.entry);
      const { id, etag } = (await scene.list()).find(
        ({ name }) => name === scene.entry.name,
      )!;
      const ifMatch = { 'If-Match': etag };
      for (const person of ['priya', 'olivia'] as const) {
        const answers = [
          await scene.portal!.call(
            person,
            `PATCH /integrations/${id}`,
            { description: 'Mine' },
            ifMatch,
          ),
          await scene.portal!.call(
            person,
            `DELETE /integrations/${id}`,
            undefined,
            ifMatch,
          ),
        ];
        if (person === 'olivia') {
          answers.push(await share(scene.portal!, id, { with: 'everybody' }));
        }
        for (const { status, body } of answers) {
          expect(status).toBe(400);
          expect(body.error.message).toMatch(
            /managed by the portal’s configuration.*integratedRegistry\.integrations\[1\]/,
          );
        }
      }
      expect((await scene.list()).find(item => item.id === id)?.etag).toBe(
        etag,
      );
    });

    it('are shared as the configuration says', async () => {
      const canRead = async (person: 'lena' | 'noah') => {
        const { id } = await only();
        const { status } = await scene.portal!.call(
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
        await scene.start({
          ...scene.entry,
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

    it('are made, changed and removed once where replicas start together', async () => {
      // The tables are there already, as in every start but the first.
      await scene.start();
      const later = { ...scene.entry, name: 'Later' };
      for (const integrations of [
        [scene.entry, { ...scene.entry, name: 'Leaves' }],
        [
          { ...scene.entry, description: 'Changed', password: 'another-one' },
          later,
        ],
        [later],
        [scene.entry, later],
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
      expect(await scene.knex('credentials').select()).toHaveLength(2);
    });
  },
);
