import {
  checkedProvider,
  ownAuthorization,
} from 'backstage-plugin-integrated-registry-node';
import {
  hostileAnswers,
  unsafeParts,
} from 'backstage-plugin-integrated-registry-node/testUtils';
import { inspect } from 'node:util';
import { pushContent } from 'registry-simulator';
import { createTestTransport } from '../__testUtils__/createTestTransport';
import { harborProvider } from './HarborProvider';
import { logins, testHarbor } from './__testUtils__/testHarbor';

const { connect, failureOf, image, network, running, signal, start } =
  testHarbor;
const { admin, person, robot } = logins;

// No recording shows how Harbor makes and ends robot accounts. The simulator is written to Harbor's own
// description of its API and to its handler `robot.go`.

const name = 'portal-7f3a-1';
const request = { name, projects: ['team'], days: 30, signal };
const ofTwo = { ...request, projects: ['team', 'shop'] };
const maker = { username: 'mina', password: 'password-of-mina' };

afterEach(() => running.harbor.stop());

async function startHarbor() {
  await start({
    accounts: [
      { ...admin, kind: 'admin' },
      { ...person, projects: ['team'] },
      { ...robot, kind: 'robot' },
      { ...maker, adminOf: ['team'] },
    ],
  });
  for (const repository of ['team/app', 'shop/app', 'other/app']) {
    running.harbor.store.addImage(repository, image, '1.0');
  }
  running.harbor.takeRequests();
}

beforeEach(startHarbor);

const pull = (
  credential: { username: string; password: string },
  repository = 'team/app',
) => connect({ credential }).resolve(repository, '1.0', { signal });

describe('A pull credential that Harbor makes', () => {
  it.each([
    ['of one project, by its admin, is a robot account of it', maker],
    ['of one project, by an admin, is a robot account of it', admin],
  ])('%s', async (_, credential) => {
    const before = Date.now();
    const minted = await connect({ credential }).mintPullCredential!(request);

    expect(minted).toEqual({
      username: `robot$team+${name}`,
      password: expect.any(String),
      expiresAt: expect.any(Date),
    });
    const days = (minted.expiresAt!.getTime() - before) / 86_400_000;
    expect(days).toBeCloseTo(30, 2);
    expect(running.harbor.minted()).toEqual([minted.username]);
    expect(await pull(minted)).toMatchObject({
      digest: image.manifest.digest,
    });
  });

  it('of several projects is a robot account of the system', async () => {
    const minted = await connect({ credential: admin }).mintPullCredential!(
      ofTwo,
    );
    expect(minted.username).toBe(`robot$${name}`);
    await pull(minted, 'team/app');
    await pull(minted, 'shop/app');
    await expect(pull(minted, 'other/app')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('may do nothing but pull from its projects', async () => {
    const minted = await connect({ credential: maker }).mintPullCredential!(
      request,
    );
    await expect(pull(minted, 'shop/app')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(
      pushContent(running.harbor.url, 'team/app', '2.0', image, {
        authorization: ownAuthorization(minted),
      }),
    ).rejects.toThrow(/401/);
    await expect(
      connect({ credential: minted }).mintPullCredential!({
        ...request,
        name: 'another',
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('ends when its time is over', async () => {
    const minted = await connect({ credential: maker }).mintPullCredential!(
      request,
    );
    await pull(minted);
    const now = jest
      .spyOn(Date, 'now')
      .mockReturnValue(minted.expiresAt!.getTime());
    const failure = await failureOf({ credential: minted });
    now.mockRestore();
    expect(failure).toMatchObject({ id: 'login', code: 'UNAUTHORIZED' });
  });
});

describe('Harbor refuses a pull credential', () => {
  const refusalOf = (
    credential: { username: string; password: string },
    options: typeof request,
  ) =>
    connect({ credential }).mintPullCredential!(options).catch(error => error);

  it.each([
    ['a user of the project', person, 'priya'],
    ['a robot account', robot, 'robot$portal'],
  ])('to %s, naming the right', async (_, credential, username) => {
    expect(await refusalOf(credential, request)).toMatchObject({
      code: 'FORBIDDEN',
      message: `Harbor does not allow ${username} to make robot accounts in the project team.`,
      remedy: `In Harbor, make ${username} a project admin of team. If it is a robot account, enter such a user in the integration instead. Or choose a separate pull credential.`,
    });
    expect(running.harbor.minted()).toEqual([]);
  });

  it('of several projects to the admin of one of them, naming the right', async () => {
    expect(await refusalOf(maker, ofTwo)).toMatchObject({
      code: 'FORBIDDEN',
      message:
        'Harbor does not allow mina to make robot accounts of the system, and several projects need one.',
      remedy:
        'Enter a system administrator of Harbor in the integration, or limit it to one project. Or choose a separate pull credential.',
    });
  });

  it('to a wrong password, saying so', async () => {
    expect(
      await refusalOf({ ...maker, password: 'wrong-password' }, request),
    ).toMatchObject({
      code: 'UNAUTHORIZED',
      message:
        'Login failed: Harbor rejected the user name or password of mina.',
    });
  });

  it('of a project that does not exist', async () => {
    expect(
      await refusalOf(admin, { ...request, projects: ['gone'] }),
    ).toMatchObject({
      code: 'NOT_FOUND',
      message:
        'Harbor made no robot account for gone: a project does not exist, or this Harbor is older than 2.2.',
    });
  });

  it('whose name is taken', async () => {
    await connect({ credential: maker }).mintPullCredential!(request);
    expect(await refusalOf(maker, request)).toMatchObject({
      code: 'BAD_RESPONSE',
      message: `Harbor already has a robot account ${name}.`,
    });
    expect(running.harbor.minted()).toHaveLength(1);
  });

  it.each([500, 502, 503, 429])(
    'once where it fails with %d: nothing is asked for a second time',
    async failWith => {
      running.harbor.setFaults({
        only: (path, method) => method === 'POST' && /\/robots$/.test(path),
        failWith: () => failWith,
      });
      expect(await refusalOf(maker, request)).toMatchObject({
        code: failWith === 429 ? 'RATE_LIMITED' : 'UPSTREAM_ERROR',
      });
      expect(running.harbor.takeRequests()).toEqual(['POST /api/v2.0/robots']);
    },
  );
});

describe('Whatever Harbor answers, a pull credential', () => {
  it('can be logged in with, or is refused without telling it', async () => {
    const answer = {
      creation_time: '2026-11-23T20:55:49.672Z',
      expires_at: 1_900_000_000,
      id: 7,
      name: `robot$team+${name}`,
      secret: 'canary-of-a-robot-5b27',
    };
    let said: unknown;
    const { url } = await network.http((_, response) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify(said));
    });
    const transport = createTestTransport();
    const client = checkedProvider(harborProvider).connect({
      ...{ url, imageHost: 'harbor.example.com', credential: maker },
      ...{ repositories: [], repositoryFilter: [], transport },
    });
    const outcomes = new Set<string>();
    for (said of hostileAnswers(answer, 200)) {
      const outcome = await client.mintPullCredential!(request).then(
        ({ username, password, expiresAt }) => {
          expect(unsafeParts([username, expiresAt ?? ''])).toEqual([]);
          expect(password).not.toBe('');
          return 'made';
        },
        error => {
          expect(inspect(error)).not.toContain(answer.secret);
          return error.code;
        },
      );
      outcomes.add(outcome);
    }
    transport.close();
    expect(outcomes).toEqual(new Set(['made', 'BAD_RESPONSE']));
  });
});

describe('A pull credential of Harbor is ended', () => {
  const revoke = (credential = maker, which = name) =>
    connect({ credential }).revokePullCredential!(which, { signal });

  it.each([
    ['of a project by its admin', maker, request],
    ['of a project by an admin', admin, request],
    ['of the system by an admin', admin, ofTwo],
  ])('by its name, %s', async (_, credential, options) => {
    const minted = await connect({ credential }).mintPullCredential!(options);
    await revoke(credential);
    expect(running.harbor.minted()).toEqual([]);
    expect(await failureOf({ credential: minted })).toMatchObject({
      id: 'login',
      code: 'UNAUTHORIZED',
    });
    // Not there any more, and no error.
    await revoke(credential);
  });

  it('where nobody heard of it being made', async () => {
    running.harbor.setFaults({
      only: (path, method) => method === 'POST' && /\/robots$/.test(path),
      cutAfter: 0,
    });
    await expect(
      connect({ credential: maker }).mintPullCredential!(request),
    ).rejects.toMatchObject({ name: 'RegistryError' });
    expect(running.harbor.minted()).toHaveLength(1);
    running.harbor.setFaults({});
    await revoke();
    expect(running.harbor.minted()).toEqual([]);
  });

  it('among hundreds, and no other whose name has it in it', async () => {
    const client = connect({ credential: maker });
    for (let n = 0; n < 101; n += 1) {
      await client.mintPullCredential!({ ...request, name: `a${n}-${name}` });
    }
    // On its second page.
    await client.mintPullCredential!(request);
    await client.mintPullCredential!({ ...request, name: `${name}-a` });
    await revoke();
    const left = running.harbor.minted();
    expect(left).toHaveLength(102);
    expect(left).not.toContain(`robot$team+${name}`);
  });

  it('unless somebody else has made a robot account of that name', async () => {
    await fetch(`${running.harbor.url}/api/v2.0/robots`, {
      method: 'POST',
      headers: { authorization: ownAuthorization(admin) },
      body: JSON.stringify({
        name,
        level: 'system',
        duration: -1,
        description: 'For the nightly build',
        permissions: [
          {
            kind: 'project',
            namespace: 'team',
            access: [{ resource: 'repository', action: 'pull' }],
          },
        ],
      }),
    });
    await connect({ credential: admin }).mintPullCredential!(request);
    await revoke(admin);
    expect(running.harbor.minted()).toEqual([`robot$${name}`]);
  });

  it('only by those who may, and others are told which right they lack', async () => {
    await connect({ credential: maker }).mintPullCredential!(request);
    await expect(revoke(person)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: `Harbor does not allow priya to list and delete robot accounts, so ${name} could not be deleted.`,
    });
    await expect(
      revoke({ ...maker, password: 'wrong-password' }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(running.harbor.minted()).toHaveLength(1);
  });

  it('not for sure where Harbor does not show all of them', async () => {
    const { url } = await network.http((asked, response) => {
      response.setHeader('x-total-count', '300');
      response.setHeader('content-type', 'application/json');
      const isList = asked.url?.startsWith('/api/v2.0/robots');
      response.end(
        JSON.stringify(isList ? [] : [{ name: 'a', project_id: 1 }]),
      );
    });
    await expect(
      connect({ url, credential: admin }).revokePullCredential!(name, {
        signal,
      }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });
});
