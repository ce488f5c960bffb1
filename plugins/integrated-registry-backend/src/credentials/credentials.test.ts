import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  buildImage,
  HarborAccount,
  RegistrySimulator,
} from 'registry-simulator';
import { dumpDatabase } from '../__testUtils__/dumpDatabase';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { DatabaseIntegrationStore } from '../integrations';
import { Database } from '../platform';
import { AesGcmCredentialCipher } from './AesGcmCredentialCipher';
import { DatabaseEncryptionKeyStore } from './DatabaseEncryptionKeyStore';
import { reencryptCredentials } from './reencryptCredentials';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const oldKey = { id: '2025-01', secret: 'secret-of-the-old-key' };
const newKey = { id: '2026-11', secret: 'secret-of-the-new-key' };
const DAY_MS = 24 * 60 * 60 * 1_000;

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

describe.each(databases.eachSupportedId())('passwords on %s', databaseId => {
  let knex: Knex;
  let portal: TestPortal;
  let harbor: RegistrySimulator;
  let account: HarborAccount;

  beforeEach(async () => {
    account = {
      username: 'robot$portal',
      password: 'canary-first-5d1f0a',
      kind: 'robot',
      listsRobots: true,
    };
    harbor = await RegistrySimulator.start({
      onToken: token => portal?.onToken(token),
      harbor: {
        accounts: [
          account,
          {
            username: 'priya',
            password: 'canary-person-90ab12',
            projects: ['team'],
          },
        ],
      },
    });
    harbor.store.addImage('team/app', buildImage(), '1.0');
    knex = await databases.init(databaseId);
    portal = await start([oldKey]);
  }, 120_000);

  afterEach(async () => {
    await portal?.stop();
    await harbor?.stop();
    await knex.destroy();
  });

  async function start(
    keys: object[],
    lostKeys: string[] = [],
  ): Promise<TestPortal> {
    return startPortal({
      knex,
      settings: { encryption: { keys, lostKeys } as never },
    });
  }

  async function restart(keys: object[], lostKeys?: string[]) {
    await portal.stop();
    portal = await start(keys, lostKeys);
  }

  async function integrate(name: string, more: object = {}) {
    const answer = await portal.call('priya', 'POST /integrations', {
      workspace: 'group:default/payments',
      type: 'harbor',
      name,
      url: harbor.url,
      username: account.username,
      password: account.password,
      ...more,
    });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; etag: string };
  }

  async function read(id: string) {
    return (await portal.call('priya', `GET /integrations/${id}`)).body;
  }

  async function change(id: string, body: object) {
    const { etag } = await read(id);
    return portal.call('priya', `PATCH /integrations/${id}`, body, {
      'If-Match': etag,
    });
  }

  async function expectStates(states: Record<string, string>) {
    const { body } = await portal.call('priya', 'GET /integrations');
    const items: { name: string; credentialState?: string }[] = body.items;
    expect(
      Object.fromEntries(
        items.map(({ name, credentialState }) => [name, credentialState]),
      ),
    ).toEqual(states);
  }

  function openImage(id: string) {
    return portal.call(
      'marco',
      `GET /integrations/${id}/artifact?repository=team/app&reference=1.0`,
    );
  }

  function listTags(id: string) {
    return portal.call(
      'marco',
      `GET /integrations/${id}/tags?repository=team/app`,
    );
  }

  async function keysInUse() {
    return (await portal.call('olivia', 'GET /encryption-keys')).body.items;
  }

  describe('that expire', () => {
    const person = { username: 'priya', password: 'canary-person-90ab12' };

    it('are told by the registry, warned about ahead of time, and replaced', async () => {
      account.expiresAt = Math.floor(Date.now() / 1_000) + 5 * 24 * 60 * 60;
      const moment = new Date(account.expiresAt * 1_000).toISOString();
      const { id, etag } = await integrate('Harbor');
      expect(await read(id)).toMatchObject({
        hasCredential: true,
        credentialExpiresAt: moment,
        credentialState: 'expiresSoon',
        // What the registry tells is nobody's change.
        etag,
      });

      account.password = 'canary-second-77e3b1';
      account.expiresAt += 90 * 24 * 60 * 60;
      const wrong = await change(id, { password: 'canary-mistyped-0c' });
      expect(wrong.body.error).toMatchObject({ code: 'UNAUTHORIZED' });
      const answer = await change(id, { password: account.password });
      expect(answer.body).toMatchObject({
        username: account.username,
        credentialExpiresAt: new Date(account.expiresAt * 1_000).toISOString(),
        credentialState: 'valid',
      });
      expect((await openImage(id)).status).toBe(200);
    });

    it('are looked at again at each health check', async () => {
      const { id } = await integrate('Harbor');
      expect(await read(id)).toMatchObject({ credentialState: 'valid' });
      account.expiresAt = Math.floor(Date.now() / 1_000) + 60 * 60;
      await portal.runTask('health');
      expect(await read(id)).toMatchObject({ credentialState: 'expiresSoon' });
      account.expiresAt = -1;
      await portal.runTask('health');
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
      const { status, body } = await portal.call(
        'priya',
        'POST /integrations?verify=false',
        {
          workspace: 'group:default/payments',
          type: 'docker',
          name: 'Public',
          url: harbor.url,
          credentialExpiresAt: '2099-01-31',
        },
      );
      expect(status).toBe(400);
      expect(body.error.message).toMatch(/expiry date but no password/);
    });
  });

  describe('and their keys', () => {
    it('are brought to a new key in the background, until the old one can go', async () => {
      const { id, etag } = await integrate('Harbor');
      await restart([newKey, oldKey]);
      expect(await keysInUse()).toEqual([
        { id: newKey.id, current: true, configured: true, credentials: 0 },
        { id: oldKey.id, current: false, configured: true, credentials: 1 },
      ]);
      await portal.runTask('reencryption');
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
      const database = Database.of(knex, mockServices.logger.mock());
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
            await knex('credentials')
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
      await portal.runTask('health');
      await portal.runTask('reencryption');

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
        portal.events.filter(({ eventId }) => eventId === 'login-failure'),
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
      expect(portal.logged.join('\n')).toMatch(
        /error The encryption key "2025-01" is missing, and 1 registry password/,
      );

      // Nothing was destroyed: with the key it is readable again.
      await restart([newKey, oldKey]);
      expect((await openImage(id)).status).toBe(200);
      // Without it, and with one that can be read, the start is not refused.
      await restart([newKey]);
      expect((await openImage(id)).status).toBe(503);
      const renewed = await change(id, { password: account.password });
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
      await portal.stop();
      const credentials = await knex('credentials').select();
      await expect(start(keys)).rejects.toThrow(/encryption/);
      expect(await knex('credentials').select()).toEqual(credentials);
      portal = await start([oldKey]);
      expect((await openImage(id)).status).toBe(200);
    });
  });

  describe('in a database that was stolen', () => {
    it('cannot be read without the key', async () => {
      const { id } = await integrate('Harbor');
      const dump = await dumpDatabase(knex);
      expect(dump).toContain(account.username);
      portal.net.inspect('the dump', dump);
      expect(portal.net.leaks).toEqual([]);

      const stored = await new DatabaseIntegrationStore(
        Database.of(knex, mockServices.logger.mock()),
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
      const theirs = await integrate('Theirs', {
        username: 'priya',
        password: 'canary-person-90ab12',
      });
      // The crawls are over, so that whatever is asked now is asked for the image.
      for (const { id } of [mine, theirs]) {
        while ((await read(id)).repositoryIndex.state !== 'finished') {
          await new Promise(resolve => setTimeout(resolve, 50));
        }
      }
      const textOf = async (id: string): Promise<string> =>
        (await knex('credentials').where({ integration_id: id }).first())
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
        await knex('credentials')
          .where({ integration_id: mine.id })
          .update({ ciphertext });
        // Whoever moves rows about may count up the version as well.
        await knex('integrations').where({ id: mine.id }).increment('version');
        await expectStates({ Mine: 'unreadable', Theirs: 'valid' });
        harbor.takeRequests();
        const { status, body } = await openImage(mine.id);
        expect(status).toBe(503);
        expect(body.error.message).toMatch(
          /cannot be decrypted with the key "2025-01"/,
        );
        expect(harbor.takeRequests()).toEqual([]);
      }
      await portal.runTask('health');
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
      expect(portal.answers.join('\n')).not.toContain(genuine);

      const renewed = await change(mine.id, { password: account.password });
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
      const rows = await knex('credentials').whereIn('integration_id', [
        first,
        second,
      ]);
      for (const { integration_id: id, ciphertext } of rows) {
        await knex('credentials')
          .where({ integration_id: other(id) })
          .update({ ciphertext });
      }
      await expectStates({
        Mine: 'unreadable',
        Theirs: 'unreadable',
        Untouched: 'valid',
      });
      await portal.runTask('health');
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
