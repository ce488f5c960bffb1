import { databases } from '../__testUtils__/databases';
import { password, useBinding } from './__testUtils__/useBinding';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

/** A certificate in form; nobody has to trust it. */
const certificate = (text: string) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(text).toString(
    'base64',
  )}\n-----END CERTIFICATE-----`;

describe.each(databases.eachSupportedId())(
  'what a password is bound to, on %s',
  databaseId => {
    const {
      scene,
      harbors,
      integrate,
      settle,
      write,
      restart,
      read,
      change,
      openImage,
    } = useBinding(databaseId);

    describe('by whoever can write the tables', () => {
      it.each<[string, () => object]>([
        ['another address', () => ({ url: harbors.elsewhere.url })],
        [
          'another scheme',
          () => ({ url: harbors.registry.url.replace('http', 'https') }),
        ],
        [
          'another name for the host',
          () => ({
            url: harbors.registry.url.replace('127.0.0.1', 'localhost'),
          }),
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
            await scene.portal.runTask('health');
            await scene.portal.runTask('reencryption');
          }
          expect(harbors.elsewhere.takeRequests()).toEqual([]);
          expect(harbors.registry.takeRequests()).toEqual([]);
        },
      );
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
              value === '/reg' ? `${harbors.registry.url}/reg` : value,
            ]),
          );
          // The CA is none, and the registry needs none.
          await settle(id);
          const refused = await change(id, asked, '?verify=false');
          expect(refused.status).toBe(400);
          expect(refused.body.error.message).toMatch(message);
          const tested = await scene.portal.call(
            'priya',
            'POST /connection-tests',
            {
              integrationId: id,
              ...asked,
            },
          );
          expect(tested.status).toBe(400);
          expect(harbors.registry.takeRequests()).toEqual([]);

          const { status } = await change(
            id,
            { ...asked, password },
            '?verify=false',
          );
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
        const { status, body } = await change(
          id,
          { tls: then },
          '?verify=false',
        );
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
