import { checkedProvider } from 'backstage-plugin-integrated-registry-node';
import {
  hostileAnswers,
  unsafeParts,
} from 'backstage-plugin-integrated-registry-node/testUtils';
import { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import { twoPlatforms } from '../../__testUtils__/twoPlatforms';
import { createTestTransport } from '../__testUtils__/createTestTransport';
import { testMinting } from './__testUtils__/testMinting';
import { jfrogProvider } from './JfrogProvider';

const { admin, connect, dana, isMinting, mint } = testMinting;
const { name, network, request, running, signal, useArtifactory } = testMinting;

// No recording shows how Artifactory makes and revokes tokens. The simulator is written to JFrog's documentation;
// where that says nothing, it is as strict as can be.

useArtifactory();

const pull = (credential: typeof admin, repository = 'docker/app') =>
  connect(credential).resolve(repository, '1.0', { signal });

describe('A pull credential that Artifactory makes', () => {
  it('is a token with the rights of a group, for a user of its own', async () => {
    const before = Date.now();
    const minted = await mint();
    expect(minted).toEqual({
      username: name,
      password: expect.stringMatching(/^eyJ/),
      expiresAt: expect.any(Date),
    });
    const days = (minted.expiresAt!.getTime() - before) / 86_400_000;
    expect(days).toBeCloseTo(30, 2);
    expect(running.artifactory.minted()).toEqual([name]);
    const { digest } = await pull(minted);
    expect(digest).toBe(twoPlatforms.manifest.digest);
    await expect(pull(minted, 'secret/app')).rejects.toMatchObject({
      code: expect.stringMatching(/FORBIDDEN|NOT_FOUND/),
    });
    await expect(mint(minted)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('opens nothing under the name of another user', async () => {
    const { password } = await mint();
    await expect(pull({ username: 'dana', password })).rejects.toMatchObject({
      name: 'RegistryError',
    });
  });

  it('ends when its time is over', async () => {
    const minted = await mint();
    const now = jest
      .spyOn(Date, 'now')
      .mockReturnValue(minted.expiresAt!.getTime() + 1_000);
    const { ok } = await connect(minted).diagnose({ signal });
    now.mockRestore();
    expect(ok).toBe(false);
  });

  /** An Artifactory that gives this answer to who wants a token. */
  async function startAnswering(answer: () => unknown) {
    const asked: { request: IncomingMessage; body: string }[] = [];
    const { url } = await network.http((incoming, response) => {
      response.setHeader('x-jfrog-version', 'Artifactory/7.46.11 74611900');
      let body = '';
      incoming.on('data', chunk => {
        body += chunk;
      });
      incoming.on('end', () => {
        if (incoming.method === 'POST') {
          asked.push({ request: incoming, body });
          response.end(JSON.stringify(answer()));
        } else {
          response.setHeader('content-type', 'text/plain');
          response.end('OK');
        }
      });
    });
    return { url, asked };
  }

  it('is asked for as JFrog describes it', async () => {
    const { url, asked } = await startAnswering(() => ({
      access_token: 'opaque',
    }));
    const minted = await connect(
      { username: 'token', password: 'an-admins-token' },
      url,
    ).mintPullCredential!(request);
    expect(asked.map(({ body }) => JSON.parse(body))).toEqual([
      {
        username: name,
        scope: 'applied-permissions/groups:"readers"',
        expires_in: 30 * 86_400,
        refreshable: false,
        description: `Pull credential ${name} of the Integrated Registry`,
      },
    ]);
    expect(asked[0].request.headers).toMatchObject({
      'content-type': 'application/json',
      authorization: 'Bearer an-admins-token',
    });
    // Nothing says otherwise.
    expect(minted).toMatchObject({ username: name, password: 'opaque' });
  });

  it('belongs to the user that the token names', async () => {
    const part = (content: object) =>
      Buffer.from(JSON.stringify(content)).toString('base64url');
    const token = `e.${part({ sub: 'jfac@01h/users/admin' })}.s`;
    const { url } = await startAnswering(() => ({ access_token: token }));
    expect(
      await connect(admin, url).mintPullCredential!(request),
    ).toMatchObject({ username: 'admin', password: token });
  });

  it.each([
    ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', /^Bearer eyJ/],
    ['cmVmdGtuOjAxOjAwMDAwMDAwMDA6YWJj', /^Bearer cmVm/],
    ['a-password', /^Basic /],
  ])('is asked for with %s as %s', async (password, form) => {
    const { url, asked } = await startAnswering(() => ({
      access_token: 'opaque',
    }));
    await connect({ username: 'dana', password }, url).mintPullCredential!(
      request,
    );
    expect(asked[0].request.headers.authorization).toMatch(form);
  });

  it('can be logged in with whatever Artifactory answers, or is refused without telling it', async () => {
    const answer = {
      token_id: 'a',
      access_token: 'canary-of-a-token-7e41',
      expires_in: 86_400,
      scope: 'applied-permissions/groups:"readers"',
      token_type: 'Bearer',
    };
    let said: unknown;
    const { url } = await startAnswering(() => said);
    const transport = createTestTransport();
    const client = checkedProvider(jfrogProvider).connect({
      ...{ url, imageHost: 'artifactory.example.com', credential: admin },
      ...{ repositories: [], repositoryFilter: [], transport },
    });
    const outcomes = new Set<string>();
    for (said of hostileAnswers(answer, 200)) {
      outcomes.add(
        await client.mintPullCredential!(request).then(
          ({ username, password, expiresAt }) => {
            expect(unsafeParts([username, expiresAt ?? ''])).toEqual([]);
            expect(password).not.toBe('');
            return 'made';
          },
          error => {
            expect(inspect(error)).not.toContain(answer.access_token);
            return error.code;
          },
        ),
      );
    }
    transport.close();
    expect(outcomes).toEqual(new Set(['made', 'BAD_RESPONSE']));
  });
});

describe('Artifactory refuses a pull credential', () => {
  it('to a user who is no administrator, naming the right', async () => {
    await expect(mint(dana)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message:
        'Artifactory does not allow dana to make an access token for the group readers.',
      remedy:
        'Only administrators of the JFrog Platform make tokens for groups. Enter one in the integration, best with an access token of the scope Admin as the password. Or choose a separate pull credential.',
    });
    expect(running.artifactory.minted()).toEqual([]);
  });

  it('to a wrong password, saying so', async () => {
    await expect(
      mint({ ...admin, password: 'wrong-password' }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it.each([undefined, '', 'a","administrators', 'a\\', 'a,b', 'a\nb'])(
    'for what names no group, or more than one: %j',
    async group => {
      running.artifactory.takeRequests();
      await expect(mint(admin, { group })).rejects.toMatchObject({
        code: 'FORBIDDEN',
        message: `“${group ?? ''}” is not the name of a group in Artifactory.`,
      });
      expect(running.artifactory.takeRequests()).toEqual([]);
    },
  );

  it('where there is no token service', async () => {
    running.artifactory.setFaults({ only: isMinting, failWith: () => 404 });
    await expect(mint()).rejects.toMatchObject({
      code: 'UNSUPPORTED_VERSION',
      message:
        'Artifactory’s token service (/access/api/v1/tokens) was not found.',
    });
  });

  it.each([500, 503, 429])(
    'once where it fails with %d: nothing is asked for a second time',
    async status => {
      running.artifactory.setFaults({
        only: isMinting,
        failWith: () => status,
      });
      await expect(mint()).rejects.toMatchObject({
        code: status === 429 ? 'RATE_LIMITED' : 'UPSTREAM_ERROR',
      });
      const asked = running.artifactory.takeRequests();
      expect(asked.filter(line => line.startsWith('POST'))).toHaveLength(1);
    },
  );
});
