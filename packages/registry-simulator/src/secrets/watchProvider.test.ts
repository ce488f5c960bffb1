import { SecretNet } from './SecretNet';
import { watchProvider } from './watchProvider';

const credential = { username: 'robot', password: 'canary-61d0b7' };
const token = 'token-given-for-it-5f';

/** With a private field, and a client that says what it is told to. */
class Provider {
  readonly #title = 'A provider';

  get title() {
    return this.#title;
  }

  describe() {
    return this.#title;
  }

  connect(connection: {
    credential: typeof credential;
    transport: { request(request: { authorization: string }): Promise<string> };
    said: string;
  }) {
    return {
      async ask() {
        const authorization = `Bearer ${token}`;
        await connection.transport.request({ authorization });
        return { answer: connection.said };
      },
      async mintPullCredential() {
        return { username: 'robot', password: 'minted-c0ffee' };
      },
      async fail() {
        await this.ask();
        throw new Error('x', { cause: { headers: [connection.said] } });
      },
    };
  }
}

describe('watchProvider', () => {
  async function leaksOf(call: 'ask' | 'fail', said: string) {
    const net = new SecretNet();
    const sent: string[] = [];
    const client = watchProvider(net, new Provider()).connect({
      credential,
      said,
      transport: {
        request: async ({ authorization }) => {
          sent.push(authorization);
          return 'an answer';
        },
      },
    });
    await client[call]().catch(() => {});
    expect(sent).toEqual([`Bearer ${token}`]);
    return net.leaks;
  }

  it.each(['ask', 'fail'] as const)(
    'finds the password and the token in what clients do when they %s',
    async call => {
      const place = call === 'ask' ? 'an answer' : 'an error';
      expect(await leaksOf(call, 'nothing of it')).toEqual([]);
      expect(await leaksOf(call, `it is ${credential.password}`)).toEqual([
        `a password in ${place}, as it is`,
      ]);
      expect(await leaksOf(call, btoa(`token:${token}`))).toEqual([
        expect.stringContaining(
          `what was sent as authorization in ${place}, as base64`,
        ),
      ]);
    },
  );

  it('finds a credential that it minted in everything but the answer it came with', async () => {
    const net = new SecretNet();
    const client = watchProvider(net, new Provider()).connect({
      credential,
      said: 'minted-c0ffee',
      transport: { request: async () => 'an answer' },
    });
    await client.mintPullCredential();
    expect(net.leaks).toEqual([]);
    await client.ask();
    expect(net.leaks).toEqual(['a password in an answer, as it is']);
  });

  it('leaves the provider as it is otherwise', () => {
    const watched = watchProvider(new SecretNet(), new Provider());
    expect(watched.title).toBe('A provider');
    expect(watched.describe()).toBe('A provider');
  });
});
