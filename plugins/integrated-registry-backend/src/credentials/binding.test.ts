import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { unboundCredential } from '../__testUtils__/unboundCredential';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const key = { id: '2025-01', secret: 'secret-of-the-old-key' };
const nextKey = { id: '2026-11', secret: 'secret-of-the-new-key' };
const password = 'canary-bound-5d1f0a';

/** A certificate in form; nobody has to trust it. */
const certificate = (text: string) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(text).toString(
    'base64',
  )}\n-----END CERTIFICATE-----`;

describe.each(databases.eachSupportedId())(
  'what a password is bound to, on %s',
  databaseId => {
    let knex: Knex;
    let portal: TestPortal;
    let registry: RegistrySimulator;
    /** Whoever can write the tables wants the password here. */
    let elsewhere: RegistrySimulator;

    const simulate = async () => {
      const simulator = await RegistrySimulator.start({
        onToken: token => portal?.onToken(token),
        harbor: {
          accounts: [
            { username: 'robot$portal', password, kind: 'robot' },
            { username: 'priya', password, projects: ['team'] },
          ],
        },
      });
      simulator.store.addImage('team/app', buildImage(), '1.0');
      return simulator;
    };

    beforeEach(async () => {
      registry = await simulate();
      elsewhere = await simulate();
      knex = await databases.init(databaseId);
      portal = await start([key]);
    });

    afterEach(async () => {
      await portal?.stop();
      await registry?.stop();
      await elsewhere?.stop();
      await knex.destroy();
    });

    function start(keys: object[]): Promise<TestPortal> {
      return startPortal({
        knex,
        settings: { encryption: { keys } as never },
      });
    }

    async function restart(keys: object[] = [key]) {
      await portal.stop();
      portal = await start(keys);
    }

    async function integrate(more: object = {}): Promise<string> {
      const { status, body } = await portal.call(
        'priya',
        'POST /integrations?verify=false',
        {
          workspace: 'group:default/payments',
          type: 'harbor',
          name: 'Harbor',
          url: registry.url,
          username: 'robot$portal',
          password,
          ...more,
        },
      );
      expect(status).toBe(201);
      return body.id;
    }

    async function read(id: string) {
      return (await portal.call('priya', `GET /integrations/${id}`)).body;
    }

    async function change(id: string, body: object) {
      const { etag } = await read(id);
      return portal.call(
        'priya',
        `PATCH /integrations/${id}?verify=false`,
        body,
        { 'If-Match': etag },
      );
    }

    const openImage = (id: string) =>
      portal.call(
        'marco',
        `GET /integrations/${id}/artifact?repository=team/app&reference=1.0`,
      );

    /** Crawl and check are over, so that whatever is asked now is asked for something else. */
    async function settle(id: string) {
      for (;;) {
        const { repositoryIndex, health } = await read(id);
        if (repositoryIndex.state === 'finished' && !health.checking) {
          break;
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      registry.takeRequests();
    }

    const write = (id: string, columns: object) =>
      knex('integrations').where({ id }).update(columns);

    describe('by whoever can write the tables', () => {
      it.each<[string, () => object]>([
        ['another address', () => ({ url: elsewhere.url })],
        [
          'another scheme',
          () => ({ url: registry.url.replace('http', 'https') }),
        ],
        [
          'another name for the host',
          () => ({ url: registry.url.replace('127.0.0.1', 'localhost') }),
        ],
        ['another user name', () => ({ username: 'priya' })],
        ['no verification', () => ({ tls_skip_verify: true })],
        ['another CA', () => ({ tls_ca_certificate: certificate('theirs') })],
        ['another type', () => ({ type: 'docker' })],
      ])(
        'is sent nowhere after %s, nor after a restart',
        async (_, columns) => {
          const id = await integrate();
          expect((await openImage(id)).status).toBe(200);
          await settle(id);
          await write(id, { ...columns(), version: 7 });
          for (const again of [false, true]) {
            if (again) {
              await restart();
            }
            const { status, body } = await openImage(id);
            expect(status).toBe(503);
            expect(body.error).toMatchObject({
              code: 'UNAUTHORIZED',
              message:
                'The stored password cannot be decrypted with the key "2025-01": the key is another one, or the password, its address, user name or TLS settings were changed in the database, or it comes from another integration',
            });
            expect((await read(id)).credentialState).toBe('unreadable');
            await portal.runTask('health');
            await portal.runTask('reencryption');
          }
          expect(elsewhere.takeRequests()).toEqual([]);
          expect(registry.takeRequests()).toEqual([]);
        },
      );
    });

    describe('after an upgrade', () => {
      /** Puts the tables back to what the versions before binding wrote. */
      async function asBefore(...ids: string[]) {
        await knex('encryption_keys').update({
          known_text: unboundCredential(
            key,
            'encryption-key',
            'integrated-registry',
          ).ciphertext,
        });
        for (const id of ids) {
          await knex('credentials')
            .where({ integration_id: id })
            .update({
              ciphertext: unboundCredential(key, id, password).ciphertext,
            });
        }
        return knex('credentials').whereIn('integration_id', ids);
      }

      const formOf = async (id: string) =>
        (
          await knex('credentials').where({ integration_id: id }).first()
        ).ciphertext.slice(0, 3);

      it('passwords go on working, and are bound in the background', async () => {
        const id = await integrate();
        const { etag } = await read(id);
        await portal.stop();
        await asBefore(id);
        portal = await start([key]);
        expect((await openImage(id)).status).toBe(200);

        await portal.runTask('reencryption');
        expect(await formOf(id)).toBe('v2.');
        expect(await read(id)).toMatchObject({
          etag,
          credentialState: 'valid',
        });
        expect((await openImage(id)).status).toBe(200);
        await write(id, { url: elsewhere.url, version: 7 });
        expect((await openImage(id)).status).toBe(503);
        expect(elsewhere.takeRequests()).toEqual([]);
      });

      it.each([false, true])(
        'a text from before the binding is not read any more; after a restart: %s',
        async again => {
          const id = await integrate();
          await portal.stop();
          const [before] = await asBefore(id);
          portal = await start([key]);
          await portal.runTask('reencryption');
          // An old copy of the table is put back, and the address points elsewhere.
          await knex('credentials')
            .where({ integration_id: id })
            .update({ ciphertext: before.ciphertext });
          await write(id, { url: elsewhere.url, version: 7 });
          if (again) {
            await restart();
          }
          expect((await openImage(id)).status).toBe(503);
          await portal.runTask('reencryption');
          expect(await formOf(id)).toBe('v1.');
          expect(elsewhere.takeRequests()).toEqual([]);
        },
      );

      it('another replica hears of it', async () => {
        const id = await integrate();
        await portal.stop();
        const [before] = await asBefore(id);
        portal = await start([key]);
        const other = await start([key]);
        try {
          await other.runTask('reencryption');
          await portal.runTask('credential-binding');
          await knex('credentials')
            .where({ integration_id: id })
            .update({ ciphertext: before.ciphertext });
          await write(id, { url: elsewhere.url, version: 7 });
          expect((await openImage(id)).status).toBe(503);
          expect(elsewhere.takeRequests()).toEqual([]);
        } finally {
          await other.stop();
        }
      });

      it('a new key ends it for good, whatever the tables say', async () => {
        const id = await integrate();
        await portal.stop();
        await asBefore(id);
        const everything = await knex('encryption_keys').select();
        const [before] = await knex('credentials').select();
        portal = await start([nextKey, key]);
        await portal.runTask('reencryption');
        await restart([nextKey]);
        expect((await openImage(id)).status).toBe(200);
        // Both tables are put back to what they were.
        await knex('encryption_keys').delete();
        await knex('encryption_keys').insert(everything);
        await knex('credentials').update(before);
        await write(id, { url: elsewhere.url, version: 7 });
        await expect(restart([nextKey])).rejects.toThrow(/2025-01/);
        expect(elsewhere.takeRequests()).toEqual([]);
        portal = await startPortal({
          knex,
          settings: {
            encryption: { keys: [nextKey], lostKeys: [key.id] } as never,
          },
        });
        expect((await openImage(id)).status).toBe(503);
        expect(elsewhere.takeRequests()).toEqual([]);
      });
    });

    describe('by whoever may change the integration', () => {
      it.each<[string, object, RegExp]>([
        ['another address', { url: 'https://r.example.com' }, /address has/],
        ['another path', { url: '/reg' }, /address has changed/],
        ['another user name', { username: 'priya' }, /user name has changed/],
        [
          'no verification',
          { tls: { skipVerify: true } },
          /trust more certificates than before/,
        ],
        [
          'another CA',
          { tls: { caCertificate: certificate('theirs') } },
          /trust more certificates than before/,
        ],
        [
          'one more CA',
          {
            tls: {
              caCertificate: `${certificate('ours')}\n${certificate('theirs')}`,
            },
          },
          /trust more certificates than before/,
        ],
      ])(
        '%s asks for it again, in a test as well',
        async (_, body, message) => {
          const id = await integrate({
            tls: { caCertificate: certificate('ours') },
          });
          const asked = Object.fromEntries(
            Object.entries(body).map(([field, value]) => [
              field,
              value === '/reg' ? `${registry.url}/reg` : value,
            ]),
          );
          // The CA is none, and the registry needs none.
          await settle(id);
          const refused = await change(id, asked);
          expect(refused.status).toBe(400);
          expect(refused.body.error.message).toMatch(message);
          const tested = await portal.call('priya', 'POST /connection-tests', {
            integrationId: id,
            ...asked,
          });
          expect(tested.status).toBe(400);
          expect(registry.takeRequests()).toEqual([]);

          const { status } = await change(id, { ...asked, password });
          expect(status).toBe(200);
          expect((await read(id)).credentialState).toBe('valid');
        },
      );

      it.each<[string, object, object]>([
        [
          'verification again',
          { skipVerify: true },
          { caCertificate: certificate('any') },
        ],
        ['fewer CAs', { caCertificate: certificate('ours') }, {}],
        [
          'the same CA in other lines',
          { caCertificate: certificate('ours') },
          { caCertificate: `Our CA\n${certificate('ours')}\n\n` },
        ],
      ])('%s keeps it, and its expiry date', async (_, tls, then) => {
        const credentialExpiresAt = '2099-01-31T00:00:00.000Z';
        const id = await integrate({ tls, credentialExpiresAt });
        const { status, body } = await change(id, { tls: then });
        expect(status).toBe(200);
        expect(body).toMatchObject({
          credentialState: 'valid',
          credentialExpiresAt,
        });
        await restart();
        expect((await openImage(id)).status).toBe(200);
      });
    });
  },
);
