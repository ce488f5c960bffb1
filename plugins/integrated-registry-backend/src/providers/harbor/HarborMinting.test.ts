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
import { testMinting } from './__testUtils__/testMinting';

const { connect, failureOf, image, network, running } = testHarbor;
const { admin, person, robot } = logins;

const { maker, name, ofTwo, pull, request, startWithMaker } = testMinting;

// No recording shows how Harbor makes and ends robot accounts. The simulator is written to Harbor's own
// description of its API and to its handler `robot.go`.

beforeEach(startWithMaker);
afterEach(() => running.harbor.stop());

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
