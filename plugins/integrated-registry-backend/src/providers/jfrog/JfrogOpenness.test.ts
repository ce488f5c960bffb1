import { failureOf, namesOf } from './__testUtils__/read';
import {
  Answer,
  connect,
  forbidden,
  keys,
  nothing,
  refused,
  restError,
  serve,
} from './__testUtils__/serveArtifactory';

const { signal } = new AbortController();

describe('JfrogProvider, where everybody may read', () => {
  /** What each call is answered with, to this login and to anybody. */
  interface Openness {
    keys: readonly [self: Answer, anybody: Answer];
    search: readonly [self: Answer, anybody: Answer];
  }

  function serveOpen({ keys: listed, search }: Openness) {
    return serve(({ path, query, known }) => {
      const at = known ? 0 : 1;
      if (path === '/api/repositories') {
        return query.get('packageType') === 'oci' ? nothing : listed[at];
      }
      return path === '/api/search/aql'
        ? search[at]
        : { body: { repositories: [] } };
    });
  }
  const open = keys('public');
  const found: Answer = { body: { results: [] } };

  it.each<[string, Openness]>([
    ['it may search', { keys: [open, open], search: [found, forbidden] }],
    [
      'it is shown more',
      { keys: [keys('public', 'team'), open], search: [forbidden, forbidden] },
    ],
    [
      'nobody else is shown anything',
      { keys: [nothing, refused], search: [forbidden, refused] },
    ],
  ])('takes a login for right where %s (fact 5)', async (_, openness) => {
    const { url } = await serveOpen(openness);
    const { ok, steps } = await connect(url).diagnose({ signal });
    expect([ok, steps[4].message]).toEqual([
      true,
      'Artifactory accepted the login of dana.',
    ]);
  });

  it.each<[string, Openness]>([
    [
      'it is told at the search',
      { keys: [open, open], search: [refused, refused] },
    ],
    [
      'it may do no more than everybody',
      { keys: [open, open], search: [forbidden, forbidden] },
    ],
    [
      'everybody may search as well',
      { keys: [open, open], search: [found, found] },
    ],
  ])('does not take it for right where %s (fact 5)', async (_, openness) => {
    const { url } = await serveOpen(openness);
    expect(await failureOf(connect(url))).toMatchObject({
      id: 'login',
      code: 'UNAUTHORIZED',
      remedy: expect.stringMatching(/^Check/),
    });
    await expect(
      namesOf(connect(url).listRepositories({ signal })),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('calls no login wrong where nobody is shown anything', async () => {
    const { url } = await serveOpen({
      keys: [forbidden, forbidden],
      search: [forbidden, forbidden],
    });
    const told = {
      code: 'FORBIDDEN',
      message:
        'Artifactory, or a proxy before it, does not allow this login to list its repositories, and nothing else shows whether the login is right.',
    };
    expect(await failureOf(connect(url))).toMatchObject({
      id: 'login',
      code: told.code,
      remedy: expect.stringMatching(/^In Artifactory, give this user/),
    });
    await expect(
      namesOf(connect(url).listRepositories({ signal })),
    ).rejects.toMatchObject(told);
  });

  it('does not take a failure for an answer', async () => {
    const failing = restError(501, 'Not now');
    const { url } = await serveOpen({
      keys: [open, open],
      search: [found, failing],
    });
    expect(await failureOf(connect(url))).toMatchObject({
      id: 'login',
      code: 'UPSTREAM_ERROR',
    });
  });
});
