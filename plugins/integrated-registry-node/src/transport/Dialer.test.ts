import http from 'node:http';
import { NetworkPolicy } from '../network/NetworkPolicy';
import {
  rejection,
  send,
  TestNetwork,
  TestServer,
} from './testing/TestNetwork';

const network = TestNetwork.create();
afterEach(() => network.close());

/** Ways to write, or to lead to, 127.0.0.1 and its like. */
const forged = [
  // as they are
  ...['127.0.0.1', '127.0.0.2', '127.1.2.3', '127.255.255.254', '[::1]'],
  ...['0.0.0.0', '[::]', '0.1.2.3'],
  // short, decimal, octal, hexadecimal, mixed
  ...['127.1', '127.0.1', '127.65535', '0', '0.0', '2130706433'],
  ...['017700000001', '0177.0.0.1', '0177.1', '0177.0.0.01', '00000177.0.0.1'],
  ...['0x7f000001', '0x7f.1', '0x7f.0.0.1', '0X7F.0x0.0x0.0x1', '0x7f.0.1'],
  ...['0177.0x0.0.1', '127.0x1', '0x0', '0x00000000', '00'],
  // trailing dots
  ...['127.0.0.1.', '127.1.', '2130706433.', '0x7f.1.', 'localhost.'],
  // percent-encoded, full-width, other digits and dots
  ...['%31%32%37.0.0.1', '127%2E0%2E0%2E1', '%6c%6fcalhost'],
  ...['１２７.0.0.1', '127。0。0。1', '127．0．0．1', '①②⑦.0.0.1', '𝟏𝟐𝟕.𝟎.𝟎.𝟏'],
  ...['ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'LOCALHOST', 'LocalHost', 'loc\u00adalhost'],
  // IPv6 in all lengths
  ...['[0:0:0:0:0:0:0:1]', '[0000:0000:0000:0000:0000:0000:0000:0001]'],
  ...['[::0001]', '[0::1]', '[0:0::0:1]', '[::0.0.0.1]'],
  // IPv4 in IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP
  ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:7f00:0001]'],
  ...['[::FFFF:7F00:0001]', '[::ffff:0.0.0.0]', '[::ffff:0:0]'],
  ...['[::127.0.0.1]', '[::7f00:1]', '[::ffff:0:127.0.0.1]'],
  ...['[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::7f00:1]'],
  ...['[64:ff9b:1:7f00:0:100::]', '[2002:7f00:1::]', '[2002:7f00:1::1]'],
  ...['[2001:0:7f00:1::]', '[2001:0:4136:e378:8000:63bf:80ff:fffe]'],
  ...['[2001:db8::5efe:7f00:1]'],
  // the metadata services, the link, and everybody
  ...['169.254.169.254', '169.254.0.1', '2852039166', '0xa9fea9fe'],
  ...['0251.0376.0251.0376', '[::ffff:169.254.169.254]', '[fd00:ec2::254]'],
  ...['[64:ff9b::a9fe:a9fe]', '[2002:a9fe:a9fe::]', '100.100.100.200'],
  ...['[fe80::1]', '[febf::1]', '[ff02::1]', '224.0.0.1', '255.255.255.255'],
  // names that lead there
  ...['localhost', 'foo.localhost', 'localhost.localdomain', 'rebind.test'],
  ...['127.0.0.1.nip.test', '1.0.0.127.in-addr.test'],
];

/** Listens on both loopback addresses, on the same port. */
async function listeners(): Promise<TestServer[]> {
  const answer: http.RequestListener = (_, response) => {
    response.end('reached');
  };
  const first = await network.http(answer);
  return [
    first,
    await network.listen(http.createServer(answer), 'http', '::1', first.port),
    await network.listen(
      http.createServer(answer),
      'http',
      '127.0.0.2',
      first.port,
    ),
  ];
}

const toLoopback = async () => [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

function reached(servers: TestServer[]): number {
  return servers.reduce((sum, server) => sum + server.connections(), 0);
}

describe('forged addresses', () => {
  it('reach nothing on the portal’s own machine', async () => {
    const servers = await listeners();
    const [{ port }] = servers;
    const transport = network.transport({
      networkPolicy: NetworkPolicy.fromConfig(undefined),
      resolve: toLoopback,
    });

    const outcomes: Record<string, string> = {};
    for (const host of forged) {
      const { code, message } = await rejection(
        transport.request({
          url: `http://${host}:${port}/`,
          signal: new AbortController().signal,
        }),
      );
      outcomes[host] = code;
      expect(message).not.toMatch(/resolve/);
    }

    expect(forged.length).toBeGreaterThanOrEqual(60);
    expect(reached(servers)).toBe(0);
    const notBlocked = Object.entries(outcomes).filter(
      ([, code]) => code !== 'ADDRESS_BLOCKED',
    );
    expect(notBlocked).toEqual([]);
  });

  it('reach nothing by a redirect either', async () => {
    const servers = await listeners();
    const [{ port }] = servers;
    const registry = await network.http((request, response) => {
      const index = Number(request.url?.slice(1).split('?')[0]);
      response
        .writeHead(302, {
          Location: encodeURI(`http://${forged[index]}:${port}/`)
            .replace(/%25/g, '%')
            .replace(/%5B/g, '[')
            .replace(/%5D/g, ']'),
        })
        .end();
    });
    const transport = network.transport({
      networkPolicy: NetworkPolicy.create({
        allow: [`127.0.0.1:${registry.port}`],
      }),
      resolve: toLoopback,
    });

    for (const index of forged.keys()) {
      const { code } = await rejection(
        send(transport, `${registry.url}/${index}`),
      );
      expect(['ADDRESS_BLOCKED', 'BAD_RESPONSE']).toContain(code);
    }

    expect(registry.connections()).toBeGreaterThan(0);
    expect(reached(servers)).toBe(0);
  });

  it('would reach the listeners, were they permitted', async () => {
    const servers = await listeners();
    const [{ port }] = servers;
    const transport = network.transport({
      networkPolicy: NetworkPolicy.allowAll(),
      resolve: toLoopback,
    });

    for (const host of ['2130706433', '[::1]', '127.0.0.2', 'rebind.test']) {
      const { body } = await send(transport, `http://${host}:${port}/`);
      expect(body.toString()).toBe('reached');
    }

    expect(reached(servers)).toBe(4);
  });
});

describe('names', () => {
  it('are resolved once, and the connection goes to what was checked', async () => {
    const [first, , second] = await listeners();
    const answers = ['127.0.0.1', '127.0.0.2'];
    let asked = 0;
    const transport = network.transport({
      networkPolicy: NetworkPolicy.create({ allow: ['127.0.0.1/32'] }),
      resolve: async () => [{ address: answers[asked++], family: 4 }],
    });
    const post = () =>
      send(transport, `http://rebind.test:${first.port}/`, { method: 'POST' });

    const response = await post();
    expect(response.body.toString()).toBe('reached');
    expect(asked).toBe(1);
    expect([first.connections(), second.connections()]).toEqual([1, 0]);

    // A new connection is checked anew.
    const error = await rejection(post());
    expect(error.code).toBe('ADDRESS_BLOCKED');
    expect(error.message).not.toContain('127.0.0.2');
    expect([first.connections(), second.connections()]).toEqual([1, 0]);
  });

  it('lead to those of their addresses only that are permitted', async () => {
    const [first, , second] = await listeners();
    const transport = network.transport({
      networkPolicy: NetworkPolicy.create({ allow: ['127.0.0.2/32'] }),
      resolve: async () => [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
        { address: '127.0.0.2', family: 4 },
      ],
    });

    await send(transport, `http://registry.test:${first.port}/`);

    expect([first.connections(), second.connections()]).toEqual([0, 1]);
  });

  it('may be denied, whatever they resolve to', async () => {
    const server = await network.http(() => {});
    const transport = network.transport({
      networkPolicy: NetworkPolicy.create({
        allow: ['127.0.0.0/8'],
        deny: ['*.evil.test'],
      }),
      resolve: toLoopback,
    });

    const error = await rejection(
      send(transport, `http://a.evil.test:${server.port}/`),
    );

    expect(error.code).toBe('ADDRESS_BLOCKED');
    expect(error.remedy).toContain('integratedRegistry.network.allow');
    expect(server.connections()).toBe(0);
  });
});
