import { mockServices } from '@backstage/backend-test-utils';
import { databases } from '../__testUtils__/databases';
import { DatabaseIntegrationStore } from '../integrations';
import { Database } from '../platform';
import { useHarborCredentials } from './__testUtils__/useHarborCredentials';
import { newKey, oldKey } from './__testUtils__/useKeys';
import { AesGcmCredentialCipher } from './AesGcmCredentialCipher';
import { DatabaseEncryptionKeyStore } from './DatabaseEncryptionKeyStore';
import { reencryptCredentials } from './reencryptCredentials';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())('passwords on %s', databaseId => {
  const { scene, harbor, integrate, start, restart, read, change, openImage } =
    useHarborCredentials(databaseId);

  async function keysInUse() {
    return (await scene.portal.call('olivia', 'GET /encryption-keys')).body
      .items;
  }

  describe('and their keys', () => {
    it('are brought to a new key in the background, until the old one can go', async () => {
      const { id, etag } = await integrate('Harbor');
      await restart([newKey, oldKey]);
      expect(await keysInUse()).toEqual([
        { id: newKey.id, current: true, configured: true, credentials: 0 },
        { id: oldKey.id, current: false, configured: true, credentials: 1 },
      ]);
      await scene.portal.runTask('reencryption');
      expect(await keysInUse()).toEqual([
        { id: newKey.id, current: true, configured: true, credentials: 1 },
        { id: oldKey.id, current: false, configured: true, credentials: 0 },
      ]);
      expect(await read(id)).toMatchObject({ etag, credentialState: 'valid' });

      await restart([newKey]);
      expect((await openImage(id)).status).toBe(200);
    });

    it('lose no password that somebody changes while they are re-encrypted', async () => {
      const { id } = await integrate('Harbor');
      const database = Database.of(scene.knex, mockServices.logger.mock());
      const store = new DatabaseIntegrationStore(database);
      const cipher = new AesGcmCredentialCipher([newKey, oldKey]);
      const stored = await store.get(id);
      const theirs = new AesGcmCredentialCipher([oldKey]).encrypt(
        stored!,
        'canary-theirs-441',
      );
      await reencryptCredentials({
        cipher,
        keys: new DatabaseEncryptionKeyStore(database),
        logger: { info: jest.fn() } as never,
        store: Object.assign(Object.create(store), {
          get: async () => {
            const before = await store.get(id);
            await scene
              .knex('credentials')
              .where({ integration_id: id })
              .update({ ciphertext: theirs.ciphertext });
            return before;
          },
          listCredentials: store.listCredentials.bind(store),
          replaceCredential: store.replaceCredential.bind(store),
        }),
      });
      // Another round may have brought it to the new key.
      const kept = await store.getCredential(id);
      expect(cipher.decrypt(stored!, kept!)).toBe('canary-theirs-441');
    });

    it('tell of a lost key for each integration, while the others go on', async () => {
      const { id } = await integrate('Old');
      await restart([newKey], [oldKey.id]);
      const other = await integrate('New');
      await scene.portal.runTask('health');
      await scene.portal.runTask('reencryption');

      expect(await read(id)).toMatchObject({
        hasCredential: true,
        credentialState: 'unreadable',
        health: {
          state: 'unhealthy',
          failure: {
            code: 'UNAUTHORIZED',
            message: expect.stringMatching(/key "2025-01".*not configured/),
            remedy: expect.stringMatching(/enter its password again.*key back/),
          },
        },
      });
      // Nobody has logged in, so no registry has refused anybody.
      expect(
        scene.portal.events.filter(
          ({ eventId }) => eventId === 'login-failure',
        ),
      ).toEqual([]);
      const refused = await openImage(id);
      expect(refused.status).toBe(503);
      expect(refused.body.error).toMatchObject({
        code: 'UNAUTHORIZED',
        remedy: expect.stringMatching(/enter its password again/),
      });
      expect(await read(other.id)).toMatchObject({
        credentialState: 'valid',
        health: { state: 'healthy' },
      });
      expect((await openImage(other.id)).status).toBe(200);
      expect(await keysInUse()).toEqual([
        { id: newKey.id, current: true, configured: true, credentials: 1 },
        { id: oldKey.id, current: false, configured: false, credentials: 1 },
      ]);
      expect(scene.portal.logged.join('\n')).toMatch(
        /error The encryption key "2025-01" is missing, and 1 registry password/,
      );

      // Nothing was destroyed: with the key it is readable again.
      await restart([newKey, oldKey]);
      expect((await openImage(id)).status).toBe(200);
      // Without it, and with one that can be read, the start is not refused.
      await restart([newKey]);
      expect((await openImage(id)).status).toBe(503);
      const renewed = await change(id, { password: harbor.account.password });
      expect(renewed.body).toMatchObject({
        credentialState: 'valid',
        health: { state: 'healthy' },
      });
      expect((await openImage(id)).status).toBe(200);
    });

    it.each([
      ['another secret', [{ ...oldKey, secret: 'not-the-same-as-before' }]],
      ['a key that is missing', [newKey]],
      ['a key that is too short', [{ ...oldKey, secret: 'short' }]],
      ['no key', []],
    ])('survive a start with %s', async (_, keys) => {
      const { id } = await integrate('Harbor');
      await scene.portal.stop();
      const credentials = await scene.knex('credentials').select();
      await expect(start(keys)).rejects.toThrow(/encryption/);
      expect(await scene.knex('credentials').select()).toEqual(credentials);
      scene.portal = await start([oldKey]);
      expect((await openImage(id)).status).toBe(200);
    });
  });
});
