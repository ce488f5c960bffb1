import { mockServices } from '@backstage/backend-test-utils';
import { databases } from '../__testUtils__/databases';
import { dumpDatabase } from '../__testUtils__/dumpDatabase';
import { crawled } from '../__testUtils__/integrate';
import { DatabaseIntegrationStore } from '../integrations';
import { Database } from '../platform';
import {
  person,
  useHarborCredentials,
} from './__testUtils__/useHarborCredentials';
import { oldKey } from './__testUtils__/useKeys';
import { AesGcmCredentialCipher } from './AesGcmCredentialCipher';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const DAY_MS = 24 * 60 * 60 * 1_000;

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

describe.each(databases.eachSupportedId())('passwords on %s', databaseId => {
  const { scene, harbor, integrate, read, change, openImage } =
    useHarborCredentials(databaseId);

  async function expectStates(states: Record<string, string>) {
    const { body } = await scene.portal.call('priya', 'GET /integrations');
    const items: { name: string; credentialState?: string }[] = body.items;
    expect(
      Object.fromEntries(
        items.map(({ name, credentialState }) => [name, credentialState]),
      ),
    ).toEqual(states);
  }

  function listTags(id: string) {
    return scene.portal.call(
      'marco',
      `GET /integrations/${id}/tags?repository=team/app`,
    );
  }

  describe('that expire', () => {
    it('are told by the registry, warned about ahead of time, and replaced', async () => {
      harbor.account.expiresAt =
        Math.floor(Date.now() / 1_000) + 5 * 24 * 60 * 60;
      const moment = new Date(harbor.account.expiresAt * 1_000).toISOString();
      const { id, etag } = await integrate('Harbor');
      expect(await read(id)).toMatchObject({
        hasCredential: true,
        credentialExpiresAt: moment,
        credentialState: 'expiresSoon',
        // What the registry tells is nobody's change.
        etag,
      });

      harbor.account.password = 'canary-second-77e3b1';
      harbor.account.expiresAt += 90 * 24 * 60 * 60;
      const wrong = await change(id, { password: 'canary-mistyped-0c' });
      expect(wrong.body.error).toMatchObject({ code: 'UNAUTHORIZED' });
      const answer = await change(id, { password: harbor.account.password });
      expect(answer.body).toMatchObject({
        username: harbor.account.username,
        credentialExpiresAt: new Date(
          harbor.account.expiresAt * 1_000,
        ).toISOString(),
        credentialState: 'valid',
      });
      expect((await openImage(id)).status).toBe(200);
    });

    it('are looked at again at each health check', async () => {
      const { id } = await integrate('Harbor');
      expect(await read(id)).toMatchObject({ credentialState: 'valid' });
      harbor.account.expiresAt = Math.floor(Date.now() / 1_000) + 60 * 60;
      await scene.portal.runTask('health');
      expect(await read(id)).toMatchObject({ credentialState: 'expiresSoon' });
      harbor.account.expiresAt = -1;
      await scene.portal.runTask('health');
      const { credentialState, credentialExpiresAt } = await read(id);
      expect(credentialState).toBe('valid');
      expect(credentialExpiresAt).toBeUndefined();
    });

    it.each([
      ['expiresSoon', inDays(13)],
      ['valid', inDays(15)],
      ['expired', inDays(-1)],
    ])('are %s by a date that was typed in', async (state, day) => {
      const { id } = await integrate('Harbor', {
        ...person,
        credentialExpiresAt: day,
      });
      expect(await read(id)).toMatchObject({
        credentialState: state,
        credentialExpiresAt: day,
      });
    });

    it('take a day as its beginning in UTC, and lose it again', async () => {
      const { id } = await integrate('Harbor', person);
      const dated = await change(id, { credentialExpiresAt: '2099-01-31' });
      expect(dated.body.credentialExpiresAt).toBe('2099-01-31T00:00:00.000Z');
      const cleared = await change(id, { credentialExpiresAt: null });
      expect(cleared.body.credentialExpiresAt).toBeUndefined();

      await change(id, { credentialExpiresAt: '2099-01-31' });
      const renewed = await change(id, { password: person.password });
      expect(renewed.body.credentialExpiresAt).toBeUndefined();
    });

    it.each([
      ['tomorrow', /a day such as 2027-01-31/],
      ['2027-02-30', /a day such as 2027-01-31/],
      [17, /a day such as 2027-01-31/],
    ])('refuse the date %j', async (credentialExpiresAt, message) => {
      const { id } = await integrate('Harbor', person);
      const { status, body } = await change(id, { credentialExpiresAt });
      expect(status).toBe(400);
      expect(body.error.message).toMatch(message);
    });

    it('are needed for there to be a date', async () => {
      const { status, body } = await scene.portal.call(
        'priya',
        'POST /integrations?verify=false',
        {
          workspace: 'group:default/payments',
          type: 'docker',
          name: 'Public',
          url: harbor.registry.url,
          credentialExpiresAt: '2099-01-31',
        },
      );
      expect(status).toBe(400);
      expect(body.error.message).toMatch(/expiry date but no password/);
    });
  });

  describe('in a database that was stolen', () => {
    it('cannot be read without the key', async () => {
      const { id } = await integrate('Harbor');
      const dump = await dumpDatabase(scene.knex);
      expect(dump).toContain(harbor.account.username);
      scene.portal.net.inspect('the dump', dump);
      expect(scene.portal.net.leaks).toEqual([]);

      const stored = await new DatabaseIntegrationStore(
        Database.of(scene.knex, mockServices.logger.mock()),
      ).get(id);
      const guess = new AesGcmCredentialCipher([
        { id: oldKey.id, secret: 'a-key-that-was-guessed' },
      ]);
      expect(() =>
        guess.decrypt(stored!, stored!.encryptedCredential!),
      ).toThrow(/cannot be decrypted/);
    });

    it('cannot be read with the key from another row, nor once they were changed', async () => {
      const mine = await integrate('Mine');
      const theirs = await integrate('Theirs', person);
      // The crawls are over, so that whatever is asked now is asked for the image.
      for (const { id } of [mine, theirs]) {
        await crawled(scene.portal, id);
      }
      const textOf = async (id: string): Promise<string> =>
        (await scene.knex('credentials').where({ integration_id: id }).first())
          .ciphertext;
      const genuine = await textOf(theirs.id);
      const flipped = genuine.replace(/.$/, last => (last === 'A' ? 'B' : 'A'));
      for (const ciphertext of [
        genuine,
        flipped,
        `${genuine.slice(0, -8)}`,
        genuine.replace('v2.', 'v1.'),
        'nonsense',
        '',
      ]) {
        await scene
          .knex('credentials')
          .where({ integration_id: mine.id })
          .update({ ciphertext });
        // Whoever moves rows about may count up the version as well.
        await scene
          .knex('integrations')
          .where({ id: mine.id })
          .increment('version');
        await expectStates({ Mine: 'unreadable', Theirs: 'valid' });
        harbor.registry.takeRequests();
        const { status, body } = await openImage(mine.id);
        expect(status).toBe(503);
        expect(body.error.message).toMatch(
          /cannot be decrypted with the key "2025-01"/,
        );
        expect(harbor.registry.takeRequests()).toEqual([]);
      }
      await scene.portal.runTask('health');
      expect(await read(mine.id)).toMatchObject({
        credentialState: 'unreadable',
        health: {
          state: 'unhealthy',
          failure: {
            code: 'UNAUTHORIZED',
            remedy: expect.stringMatching(/enter its password again/),
          },
        },
      });
      expect((await openImage(theirs.id)).status).toBe(200);
      expect(scene.portal.answers.join('\n')).not.toContain(genuine);

      const renewed = await change(mine.id, {
        password: harbor.account.password,
      });
      expect(renewed.body).toMatchObject({
        credentialState: 'valid',
        health: { state: 'healthy' },
      });
      expect((await openImage(mine.id)).status).toBe(200);
    });

    it('are not used any more from when two of them have changed places', async () => {
      const mine = await integrate('Mine');
      const theirs = await integrate('Theirs');
      const untouched = await integrate('Untouched');
      // All are connected, with their passwords at hand.
      for (const { id } of [mine, theirs, untouched]) {
        expect((await openImage(id)).status).toBe(200);
      }
      const [first, second] = [mine.id, theirs.id];
      const other = (id: string) => (id === first ? second : first);
      const rows = await scene
        .knex('credentials')
        .whereIn('integration_id', [first, second]);
      for (const { integration_id: id, ciphertext } of rows) {
        await scene
          .knex('credentials')
          .where({ integration_id: other(id) })
          .update({ ciphertext });
      }
      await expectStates({
        Mine: 'unreadable',
        Theirs: 'unreadable',
        Untouched: 'valid',
      });
      await scene.portal.runTask('health');
      for (const id of [first, second]) {
        const { health } = await read(id);
        expect(health).toMatchObject({
          state: 'unhealthy',
          failure: { message: expect.stringMatching(/another integration/) },
        });
        // What was read before may still be told; nobody has read the tags.
        expect((await listTags(id)).status).toBe(503);
      }
      expect((await listTags(untouched.id)).status).toBe(200);
    });
  });
});
