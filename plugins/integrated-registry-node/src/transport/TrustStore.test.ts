import tls from 'node:tls';
import { TestAuthority } from './__testUtils__/TestAuthority';
import { rejection, send } from './__testUtils__/send';
import { useTestNetwork } from './__testUtils__/useTestNetwork';

const network = useTestNetwork();

const day = 24 * 60 * 60 * 1000;
const names = ['127.0.0.1', 'registry.test'];
const authority = TestAuthority.create();
const valid = authority.issue({ commonName: 'registry', names });
const caCertificate = authority.cert;

async function serve(certificate: { key: string; cert: string }) {
  return network.https(certificate, (_, response) => {
    response.end('secured');
  });
}

describe('trust', () => {
  it('is given to the integration’s own authority, besides others in the same field', async () => {
    const { url } = await serve(valid);
    const other = TestAuthority.create('Other').cert;

    const response = await send(
      network.transport({
        tls: { caCertificate: `# ours\n${other}\n${caCertificate}\n` },
      }),
      url,
    );

    expect(response.body.toString()).toBe('secured');
  });

  it('is given to an intermediate authority without its root', async () => {
    const intermediate = authority.issueAuthority('Intermediate');
    const { url } = await serve(
      intermediate.issue({ commonName: 'registry', names }),
    );

    const response = await send(
      network.transport({ tls: { caCertificate: intermediate.cert } }),
      url,
    );

    expect(response.httpStatus).toBe(200);
  });

  it('goes by the name in the address, which is what the server is told', async () => {
    let told: string | undefined;
    const server = tls.createServer(
      {
        ...valid,
        SNICallback: (name, callback) => {
          told = name;
          callback(null);
        },
      },
      socket => {
        socket.once('data', () =>
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
        );
      },
    );
    const { port } = await network.listen(server, 'https');
    const transport = network.transport({
      tls: { caCertificate },
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    });

    await send(transport, `https://registry.test:${port}`, {
      headers: { host: 'another.test' },
    });

    expect(told).toBe('registry.test');
  });

  it.each([
    ['an unknown authority', valid, {}, 'TLS_UNTRUSTED', /not signed by/],
    [
      'another authority',
      valid,
      { caCertificate: TestAuthority.create().cert },
      'TLS_UNTRUSTED',
      /not signed by/,
    ],
    [
      'itself',
      TestAuthority.create('registry'),
      {},
      'TLS_UNTRUSTED',
      /not signed by/,
    ],
    [
      'its own authority, for another name',
      authority.issue({ commonName: '127.0.0.1', names: ['other.test'] }),
      { caCertificate },
      'TLS_HOSTNAME',
      /another host name/,
    ],
    [
      'its own authority, until yesterday',
      authority.issue({
        commonName: 'registry',
        names,
        notBefore: new Date(Date.now() - 2 * day),
        notAfter: new Date(Date.now() - day),
      }),
      { caCertificate },
      'TLS_UNTRUSTED',
      /expired/,
    ],
    [
      'its own authority, from tomorrow',
      authority.issue({
        commonName: 'registry',
        names,
        notBefore: new Date(Date.now() + day),
        notAfter: new Date(Date.now() + 2 * day),
      }),
      { caCertificate },
      'TLS_UNTRUSTED',
      /not valid yet/,
    ],
  ] as const)(
    'is not given to a certificate signed by %s, unless verification is skipped',
    async (_, certificate, settings, code, message) => {
      const { url } = await serve(certificate);

      const error = await rejection(
        send(network.transport({ tls: settings }), url),
      );
      const skipped = await send(
        network.transport({ tls: { ...settings, skipVerify: true } }),
        url,
      );

      expect(error.code).toBe(code);
      expect(error.message).toMatch(message);
      expect(skipped.body.toString()).toBe('secured');
    },
  );

  it.each([
    ['no certificate', 'canary-7f3d9b51'],
    [
      'a broken certificate',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    ],
    ['a private key', valid.key],
  ])('says that the CA certificate is %s', async (_, given) => {
    const { url } = await serve(valid);

    const error = await rejection(
      send(network.transport({ tls: { caCertificate: given } }), url),
    );

    expect(error.code).toBe('TLS_UNTRUSTED');
    expect(error.message).toContain('cannot be read');
  });
});
