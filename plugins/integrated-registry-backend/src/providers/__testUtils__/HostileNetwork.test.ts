import { dockerProvider } from '../docker';
import { HostileNetwork } from './HostileNetwork';

const signal = new AbortController().signal;
const credential = { username: 'robot', password: 'canary-9f63c5' };

describe('the hostile network', () => {
  it.each([
    ['with its password in it', credential.password, /a password in an answer/],
    ['without', '1.0', /^nothing$/],
  ])('looks through what a client gives: %s', async (_, tag, leak) => {
    const network = new HostileNetwork();
    const { url } = await network.http((request, response) => {
      response.end(request.url === '/v2/' ? '{}' : `{"tags":["${tag}"]}`);
    });
    const client = network.connect(dockerProvider, url, {
      credential,
    });
    expect((await client.listTags('team/app', { signal })).items).toMatchObject(
      [{ name: tag }],
    );
    const leaks = await network.close().then(
      () => 'nothing',
      (error: Error) => error.message,
    );
    expect(leaks).toMatch(leak);
  });

  it('looks through what clients fail with that a test opens by itself', async () => {
    const network = new HostileNetwork();
    const leaky = {
      ...dockerProvider,
      connect: () => ({
        resolve: async () => {
          const config = { headers: { 'X-Password': credential.password } };
          throw new Error('x', {
            cause: Object.assign(new Error(), { config }),
          });
        },
      }),
    };
    const client = network.watch(leaky as never).connect({
      credential,
      transport: { request: async () => ({}) },
    } as never);
    await client.resolve('team/app', '1.0', { signal }).catch(() => {});
    await expect(network.close()).rejects.toThrow(
      /a password in an error, as it is/,
    );
  });

  it('looks through the steps of a diagnosis', async () => {
    const network = new HostileNetwork();
    const { url } = await network.http((_, response) => response.end('{}'));
    const provider = dockerProvider;
    const leaky = {
      ...provider,
      connect: () => ({
        diagnose: async () => ({
          ok: false,
          steps: [{ message: `${btoa(`robot:${credential.password}`)}` }],
        }),
      }),
    };
    await network
      .connect(leaky as never, url, { credential })
      .diagnose({ signal });
    await expect(network.close()).rejects.toThrow(
      /a password in an answer, as base64/,
    );
  });
});
