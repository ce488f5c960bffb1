import { describeProviderContract } from 'backstage-plugin-integrated-registry-node/testUtils';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { RegistrySimulator } from 'registry-simulator';
import { logins, namesOf, testHarbor } from './__testUtils__/testHarbor';
import { harborProvider } from './HarborProvider';

const { connect, failureOf, image, network, running, signal, start } =
  testHarbor;
const { admin, person, projectRobot, robot } = logins;

describe.each([
  ['an admin', admin],
  ['a user', person],
  ['a system robot account', robot],
  ['a robot account of the project', projectRobot],
])('HarborProvider as %s, with tokens of two seconds', (_, credential) => {
  beforeAll(async () => {
    await start({ tokenLifetimeSeconds: 2 });
    running.harbor.store.addImage('team/app', image, '1.2.0');
  });
  afterAll(() => running.harbor.stop());

  describeProviderContract(
    network.watch(harborProvider),
    () => ({
      url: running.harbor.url,
      host: running.harbor.host,
      digest: image.manifest.digest,
      credential,
      expire: () => new Promise(resolve => setTimeout(resolve, 2_100)),
    }),
    {
      demandsLogin: true,
      minting: { credential: admin, refused: person },
      addOddName: (repository, tag) =>
        running.harbor.store.addImage(repository, image, tag),
    },
  );
});

describe('HarborProvider', () => {
  afterEach(() => running.harbor.stop());

  it.each([
    '',
    '/',
    '/harbor/projects',
    '/harbor/sign-in?x=1',
    '/api/v2.0/',
    '/v2',
  ])('takes the address with “%s” behind it', async path => {
    await start();
    running.harbor.store.addImage('team/app', image, '1.0');
    const client = connect({ url: `${running.harbor.url}${path}` });
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'team/app',
    ]);
  });

  it('tells a Harbor that is too old', async () => {
    await start({ version: 'v1.10.17' });
    expect(await failureOf({})).toEqual({
      id: 'protocol',
      code: 'UNSUPPORTED_VERSION',
      message:
        'This is Harbor v1.10.17, and Harbor 2.0 is the oldest that is supported.',
    });
  });

  it('tells a registry that is no Harbor', async () => {
    running.harbor = await RegistrySimulator.start();
    expect(await failureOf({})).toMatchObject({
      id: 'protocol',
      code: 'NOT_A_REGISTRY',
    });
  });
});

describe('HarborProvider and a Harbor whose pages never end', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const names = Array.from({ length: 100 }, (_, n) => `team/r${n}`);
    server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const body = pathname.endsWith('/users/current')
        ? { username: 'admin' }
        : names.map(name => ({ name }));
      response.end(JSON.stringify(body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));

  it('leaves it with BAD_RESPONSE (fact 10)', async () => {
    await expect(
      namesOf(connect({ url }).listRepositories({ signal })),
    ).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      message: expect.stringContaining('does not end'),
    });
  });
});
