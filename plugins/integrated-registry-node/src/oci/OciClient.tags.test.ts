import { useTestClients } from './__testUtils__/useTestClients';
import { servePaged } from './__testUtils__/servePaged';

const { signal, ...tests } = useTestClients();

describe('listTags', () => {
  it('pages with the limit it is given (fact 6)', async () => {
    const server = await servePaged(tests);
    const client = tests.client(server.url);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listTags('app', { signal, limit: 120, cursor });
      names.push(...page.items);
      cursor = page.cursor;
    } while (cursor);
    expect(new Set(names).size).toBe(250);
    expect(server.count('/v2/app/tags/list')).toBe(3);
  });

  it('takes all at once from a registry that does not page (fact 6)', async () => {
    const tags = ['z', 'a', 'm'];
    const server = await tests.serve(() => ({ body: { tags } }));
    const client = tests.client(server.url);
    await expect(client.listTags('app', { signal, limit: 2 })).resolves.toEqual(
      {
        items: tags,
      },
    );
    // As many as the limit: there may be more, and then there are none.
    const full = await client.listTags('app', { signal, limit: 3 });
    expect(full.items).toEqual(tags);
    await expect(
      client.listTags('app', { signal, limit: 3, cursor: full.cursor }),
    ).resolves.toEqual({ items: [] });
  });

  it('gives a long list as one text where that is asked for, without signatures', async () => {
    const signature = `sha256-${'0'.repeat(64)}.sig`;
    const tags = ['z', signature, 'a', 'm'];
    const server = await tests.serve(() => ({ body: { tags } }));
    const client = tests.client(server.url);
    const packed = { signal, packed: true };
    expect(
      await client.listImageTags('app', { ...packed, limit: 3 }),
    ).toMatchObject({ items: [], names: { text: 'z a m ', length: 3 } });
    // There may be more behind as many as were asked for.
    expect(
      await client.listImageTags('app', { ...packed, limit: 4 }),
    ).toMatchObject({
      items: [{ name: 'z' }, { name: 'a' }, { name: 'm' }],
      cursor: expect.any(String),
    });
    expect(
      (await client.listImageTags('app', { signal, limit: 3 })).items,
    ).toHaveLength(3);
  });

  it('gives a list with a next page as it is', async () => {
    const server = await tests.serve(() => ({
      headers: { link: '</v2/app/tags/list?last=b>; rel="next"' },
      body: { tags: ['a', 'b'] },
    }));
    const page = await tests
      .client(server.url)
      .listImageTags('app', { signal, packed: true, limit: 1 });
    expect(page).toMatchObject({
      items: [{ name: 'a' }, { name: 'b' }],
      cursor: expect.any(String),
    });
  });

  it.each([
    ['null', { name: 'app', tags: null }],
    ['missing', { name: 'app' }],
  ])('reads %s tags as none (fact 9)', async (_, body) => {
    const server = await tests.serve(() => ({ body }));
    await expect(
      tests.client(server.url).listTags('app', { signal }),
    ).resolves.toEqual({ items: [] });
  });

  it('says that a repository is gone (fact 9)', async () => {
    const server = await tests.serve(({ path }) =>
      path === '/v2/'
        ? {}
        : { code: 404, body: { errors: [{ code: 'NAME_UNKNOWN' }] } },
    );
    await expect(
      tests.client(server.url).listTags('team/app', { signal }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message:
        'The registry does not have the tags of team/app (NAME_UNKNOWN).',
    });
  });

  it('keeps what a registry says about waiting (fact 27)', async () => {
    const server = await tests.serve(({ path }) =>
      path === '/v2/'
        ? {}
        : {
            code: 400,
            headers: { 'retry-after': '7' },
            body: { errors: [{ code: 'TOOMANYREQUESTS' }] },
          },
    );
    await expect(
      tests.client(server.url).listTags('app', { signal }),
    ).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfter: 7 });
  });

  it.each(['../../admin', 'a//b', '', 'a?b', 'a/./b', 'a%2Fb', '/a'])(
    'asks nothing for the repository “%s”',
    async repository => {
      const server = await tests.serve(() => ({}));
      await expect(
        tests.client(server.url).listTags(repository, { signal }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(server.requests).toEqual([]);
    },
  );

  it('keeps 401 and 403 apart, and repeats no words of the registry (fact 5)', async () => {
    const server = await tests.serve(({ path, headers }) => {
      if (path === '/v2/') {
        return {};
      }
      return {
        code: path.includes('private') ? 403 : 401,
        body: { errors: [{ code: headers.authorization, message: headers }] },
      };
    });
    const client = tests.client(server.url, {
      credential: { username: 'anna', password: 'canary-8d20' },
    });
    const sent = Buffer.from('anna:canary-8d20').toString('base64');
    for (const [repository, told] of [
      ['private', /^The registry does not allow this user to read/],
      // One repository says nothing about the login.
      ['unknown', /^The registry does not have the tags of unknown, or/],
    ] as const) {
      const error = await client
        .listTags(repository, { signal })
        .catch(reason => reason);
      expect(error).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringMatching(told),
      });
      expect(JSON.stringify(error.toFailure())).not.toMatch(
        new RegExp(`canary|${sent}`),
      );
    }
  });

  it('ends with its signal', async () => {
    const reached = new AbortController();
    const server = await tests.serve(() => {
      reached.abort();
      return { code: 429, headers: { 'retry-after': '20' } };
    });
    const leaving = new AbortController();
    reached.signal.addEventListener('abort', () =>
      leaving.abort(new Error('left')),
    );
    await expect(
      tests.client(server.url).listTags('app', { signal: leaving.signal }),
    ).rejects.toThrow('left');
  });
});
