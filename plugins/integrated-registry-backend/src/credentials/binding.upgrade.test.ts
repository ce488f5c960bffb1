import { databases } from '../__testUtils__/databases';
import { unboundCredential } from '../__testUtils__/unboundCredential';
import { password, useBinding } from './__testUtils__/useBinding';
import { newKey, oldKey } from './__testUtils__/useKeys';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())(
  'what a password is bound to after an upgrade, on %s',
  databaseId => {
    const {
      scene,
      harbors,
      integrate,
      write,
      start,
      restart,
      read,
      openImage,
    } = useBinding(databaseId);

    /** Puts the tables back to what the versions before binding wrote. */
    async function asBefore(...ids: string[]) {
      await scene.knex('encryption_keys').update({
        known_text: unboundCredential(
          oldKey,
          'encryption-key',
          'integrated-registry',
        ).ciphertext,
      });
      for (const id of ids) {
        await scene
          .knex('credentials')
          .where({ integration_id: id })
          .update({
            ciphertext: unboundCredential(oldKey, id, password).ciphertext,
          });
      }
      return scene.knex('credentials').whereIn('integration_id', ids);
    }

    const formOf = async (id: string) =>
      (
        await scene.knex('credentials').where({ integration_id: id }).first()
      ).ciphertext.slice(0, 3);

    it('passwords go on working, and are bound in the background', async () => {
      const id = await integrate();
      const { etag } = await read(id);
      await scene.portal.stop();
      await asBefore(id);
      scene.portal = await start([oldKey]);
      expect((await openImage(id)).status).toBe(200);

      await scene.portal.runTask('reencryption');
      expect(await formOf(id)).toBe('v2.');
      expect(await read(id)).toMatchObject({
        etag,
        credentialState: 'valid',
      });
      expect((await openImage(id)).status).toBe(200);
      await write(id, { url: harbors.elsewhere.url, version: 7 });
      expect((await openImage(id)).status).toBe(503);
      expect(harbors.elsewhere.takeRequests()).toEqual([]);
    });

    it.each([false, true])(
      'a text from before the binding is not read any more; after a restart: %s',
      async again => {
        const id = await integrate();
        await scene.portal.stop();
        const [before] = await asBefore(id);
        scene.portal = await start([oldKey]);
        await scene.portal.runTask('reencryption');
        // An old copy of the table is put back, and the address points elsewhere.
        await scene
          .knex('credentials')
          .where({ integration_id: id })
          .update({ ciphertext: before.ciphertext });
        await write(id, { url: harbors.elsewhere.url, version: 7 });
        if (again) {
          await restart();
        }
        expect((await openImage(id)).status).toBe(503);
        await scene.portal.runTask('reencryption');
        expect(await formOf(id)).toBe('v1.');
        expect(harbors.elsewhere.takeRequests()).toEqual([]);
      },
    );

    it('another replica hears of it', async () => {
      const id = await integrate();
      await scene.portal.stop();
      const [before] = await asBefore(id);
      scene.portal = await start([oldKey]);
      const other = await start([oldKey]);
      try {
        await other.runTask('reencryption');
        await scene.portal.runTask('credential-binding');
        await scene
          .knex('credentials')
          .where({ integration_id: id })
          .update({ ciphertext: before.ciphertext });
        await write(id, { url: harbors.elsewhere.url, version: 7 });
        expect((await openImage(id)).status).toBe(503);
        expect(harbors.elsewhere.takeRequests()).toEqual([]);
      } finally {
        await other.stop();
      }
    });

    it('a new key ends it for good, whatever the tables say', async () => {
      const id = await integrate();
      await scene.portal.stop();
      await asBefore(id);
      const everything = await scene.knex('encryption_keys').select();
      const [before] = await scene.knex('credentials').select();
      scene.portal = await start([newKey, oldKey]);
      await scene.portal.runTask('reencryption');
      await restart([newKey]);
      expect((await openImage(id)).status).toBe(200);
      // Both tables are put back to what they were.
      await scene.knex('encryption_keys').delete();
      await scene.knex('encryption_keys').insert(everything);
      await scene.knex('credentials').update(before);
      await write(id, { url: harbors.elsewhere.url, version: 7 });
      await expect(restart([newKey])).rejects.toThrow(/2025-01/);
      expect(harbors.elsewhere.takeRequests()).toEqual([]);
      scene.portal = await start([newKey], [oldKey.id]);
      expect((await openImage(id)).status).toBe(503);
      expect(harbors.elsewhere.takeRequests()).toEqual([]);
    });
  },
);
