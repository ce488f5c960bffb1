import { NetworkPolicy } from '../network';
import { failureOf } from './__testUtils__/openTestClients';
import {
  answerJson,
  callAll,
  client,
  credential,
  listen,
  lure,
  registryOf,
  secrets,
  signal,
  TOKEN,
} from './__testUtils__/lures';

describe('a token address (fact 4)', () => {
  it('on another host gets the login, and nothing else gets it or the token', async () => {
    const tokens = await listen((_, response) =>
      answerJson(response, { token: TOKEN }),
    );
    const registry = await listen(
      registryOf(
        () => {},
        () => `http://tokens.test:${tokens.port}/token`,
      ),
    );

    await callAll(client(`http://registry.test:${registry.port}`));

    expect(tokens.leaked()).not.toHaveLength(0);
    expect(tokens.seen.join()).not.toContain(TOKEN);
    expect(registry.seen.join()).toContain(TOKEN);
    // A token is what the registry asked for; the password is not for it.
    expect(registry.seen.join()).not.toContain(secrets[1]);
  });

  it('is not visited where the network policy denies it', async () => {
    const tokens = await listen(lure, { host: '127.0.0.2' });
    const registry = await listen(
      registryOf(
        () => {},
        () => `http://127.0.0.2:${tokens.port}/token`,
      ),
    );
    const oci = client(registry.url, {
      transport: {
        networkPolicy: new NetworkPolicy({ allow: ['127.0.0.1'] }),
      },
    });

    expect(await failureOf(oci.listTags('team/app', { signal }))).toMatchObject(
      { code: 'ADDRESS_BLOCKED' },
    );
    await callAll(oci);
    expect(tokens.connections()).toBe(0);
  });

  it('in plain http is not visited for a registry in https', async () => {
    const tokens = await listen(lure);
    const registry = await listen(
      registryOf(
        () => {},
        () => `http://registry.test:${tokens.port}/token`,
      ),
      { secure: true },
    );
    const oci = client(`https://registry.test:${registry.port}`);

    expect(await failureOf(oci.listTags('team/app', { signal }))).toMatchObject(
      { code: 'BAD_RESPONSE' },
    );
    await callAll(oci);
    expect(tokens.connections()).toBe(0);
  });

  it.each([
    ['with our host as its user', 'http://registry.test@evil.test:PORT/token'],
    ['without scheme', '//evil.test:PORT/token'],
    ['of another scheme', 'ftp://evil.test:PORT/token'],
  ])('%s is none: the login stays with the registry', async (_, realm) => {
    const evil = await listen(lure);
    const registry = await listen(
      registryOf(
        () => {},
        () => realm.replace('PORT', String(evil.port)),
      ),
    );

    await callAll(client(`http://registry.test:${registry.port}`));

    expect(registry.seen).not.toHaveLength(0);
    expect(evil.connections()).toBe(0);
  });

  it.each([
    ['/token\u00AD\u009B', 'REALM_INVALID', '/token‹U+00AD›‹U+009B›'],
    [`/${'x'.repeat(300)}`, 'REALM_INVALID', `/${'x'.repeat(198)}…`],
  ])('is shown as it is seen: %j', async (realm, code, shown) => {
    const registry = await listen(
      registryOf(
        () => {},
        () => realm,
      ),
    );
    const oci = client(`http://registry.test:${registry.port}`);
    expect(await failureOf(oci.listTags('team/app', { signal }))).toMatchObject(
      { wording: { message: { code, params: { realm: shown } } } },
    );
  });

  it('is shown up to its bound', async () => {
    const registry = await listen(
      registryOf(
        () => {},
        () => `http://registry.test:1/${'x'.repeat(300)}`,
      ),
    );
    const oci = client(`http://registry.test:${registry.port}`);
    expect(await failureOf(oci.listTags('team/app', { signal }))).toMatchObject(
      { message: expect.stringMatching(/http:\/\/registry\.test:1\/x{176}…/) },
    );
  });

  it.each(['robot', '<token>'])(
    'that redirects does not take the login of %s along',
    async username => {
      const evil = await listen(lure);
      for (const code of [301, 302, 303, 307, 308]) {
        const tokens = await listen((_, response) => {
          const location = `http://evil.test:${evil.port}/token`;
          response.writeHead(code, { location }).end();
        });
        const registry = await listen(
          registryOf(
            () => {},
            () => `http://tokens.test:${tokens.port}/token`,
          ),
        );

        await callAll(
          client(`http://registry.test:${registry.port}`, {
            credential: { ...credential, username },
          }),
        );

        expect(tokens.seen).not.toHaveLength(0);
        expect(evil.leaked()).toEqual([]);
      }
    },
  );
});
