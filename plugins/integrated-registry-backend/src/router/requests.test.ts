import { mockCredentials } from '@backstage/backend-test-utils';
import {
  apiRoutes,
  requestLimits,
} from 'backstage-plugin-integrated-registry-common';
import { crawled } from '../__testUtils__/integrate';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';
import { databases } from '../__testUtils__/databases';
import { emptyClient, providerModule } from '../__testUtils__/providerModule';
import { workspace } from '../__testUtils__/useIntegration';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const SQL = "insert into integrations values ('canary-value') at 10.1.2.3:5432";

/** Fails as libraries do: with everything it was told, in its message. */
const fail = async () => {
  throw Object.assign(new Error(SQL), {
    code: 'SQLITE_FULL',
    status: 418,
    config: { sql: SQL },
  });
};
const failing = providerModule({
  type: 'failing',
  title: 'Failing',
  credential: 'optional',
  connect: () => ({
    ...emptyClient,
    async *listRepositories() {
      yield { items: [{ name: 'a' }] };
    },
    listTags: fail,
    getArtifact: fail,
  }),
});

describe('requests', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      features: [failing],
    });
  }, 120_000);

  afterAll(() => portal?.stop());

  const create = (body: object | string) =>
    portal.call('priya', 'POST /integrations?verify=false', body);
  const createFailing = (name: string) =>
    create({ workspace, type: 'failing', name, url: 'http://127.0.0.1:1' });
  const stars = '*a*a*a*a*a*a*ab';

  it('with many stars in their globs are answered, and so is the crawl', async () => {
    const { status, body } = await create({
      workspace,
      type: 'docker',
      name: 'Stars',
      url: 'http://127.0.0.1:1',
      repositories: Array.from({ length: 100 }, (_, n) => 'a'.repeat(155 + n)),
      repositoryFilter: [stars],
    });
    expect(status).toBe(201);
    expect((await crawled(portal, body.id)).repositoryIndex).toMatchObject({
      state: 'finished',
      repositories: 0,
    });
  });

  it('may hold many globs in a policy, but not more than the documentation names', async () => {
    const resolve = (repositories: string[]) =>
      portal.call('marco', 'POST /images/resolve', {
        workspace,
        reference: `registry.example.com/${'a'.repeat(200)}:1`,
        policy: { allowCustom: true, repositories },
      });
    const some = await resolve(Array.from({ length: 100 }, () => stars));
    expect(some.body).toMatchObject({
      passed: false,
      rules: [{ rule: 'repository', passed: false }],
    });
    const many = await resolve(Array.from({ length: 201 }, () => stars));
    expect(many.body.error.message).toBe(
      'policy.repositories: Too many globs: at most 200 are allowed. A glob such as team/** takes many repositories at once',
    );
    const long = await resolve(
      Array.from({ length: 100 }, () => 'a'.repeat(100)),
    );
    expect(long.body.error.message).toBe(
      'policy.repositories: The globs are too long: all together may have at most 8,192 characters. A glob such as team/** takes many repositories at once',
    );
  });

  it('are told what to write instead of a look-ahead', async () => {
    const { status, body } = await portal.call(
      'marco',
      'POST /images/resolve',
      {
        workspace,
        reference: 'registry.example.com/team/app:1',
        policy: { tagPattern: '(?!.*-rc).*' },
      },
    );
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      'policy.tagPattern: The tag pattern contains a look-ahead, (?!, which is not supported. Instead, say what the tag must be, such as \\d+\\.\\d+\\.\\d+, or use semverRange',
    );
  });

  const fields = (count: number) =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, n])),
    );

  it('have the first of their problems named, and the rest counted', async () => {
    const { status, body, text } = await create(fields(3_000));
    expect(status).toBe(400);
    expect(body.error.issues).toHaveLength(requestLimits.problems);
    // Four fields are missing, besides.
    expect(body.error.issuesOmitted).toBe(3_004 - requestLimits.problems);
    expect(body.error.message).toMatch(/\. 2,984 more problems are not named$/);
    expect(text.length).toBeLessThan(8_000);
  });

  it('do not have the name of a field repeated at its whole length', async () => {
    const { status, text } = await create({ ['x'.repeat(1_000_000)]: 1 });
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(2_000);
  });

  it.each([
    [
      'more fields than anybody needs',
      fields(250_000),
      413,
      'The request is too large: at most 2 MiB are allowed',
    ],
    [
      'many short values',
      `[${'1,'.repeat(500_000)}1]`,
      400,
      'The body of the request holds too much: at most 8,000 values and fields are allowed',
    ],
    [
      'lists in lists',
      `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`,
      400,
      'The body of the request is nested too deeply: at most 16 levels are allowed',
    ],
    [
      'objects in objects',
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
      400,
      'The body of the request is nested too deeply: at most 16 levels are allowed',
    ],
  ])(
    'with %s are refused before they are read',
    async (_, body, status, message) => {
      const answer = await create(body);
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toBe(message);
      expect(answer.text.length).toBeLessThan(500);
    },
  );

  it('have a largest size for each route, which the description of the API names', async () => {
    const { body } = await portal.call('marco', 'GET /openapi.json');
    for (const { method, path, ...route } of Object.values(apiRoutes)) {
      if (!('body' in route)) {
        continue;
      }
      const max =
        'maxBodyBytes' in route ? route.maxBodyBytes : requestLimits.bodyBytes;
      const at = path.replace(':id', 'no-such');
      const { status } = await portal.call(
        'priya',
        `${method} ${at}`,
        JSON.stringify({ a: 'x'.repeat(max) }),
        { 'If-Match': '"v1"' },
      );
      expect([path, status]).toEqual([path, 413]);
      const { requestBody } =
        body.paths[path.replace(':id', '{id}')][method.toLowerCase()];
      expect(requestBody.description).toMatch(/^At most \d+ [KM]iB$/);
    }
  });

  it('of nobody are refused before their body is read', async () => {
    const { status, headers } = await portal.call(
      'priya',
      'POST /integrations',
      '{ no JSON',
      { Authorization: mockCredentials.none.header?.() ?? '' },
    );
    expect([status, headers['cache-control']]).toEqual([401, 'no-store']);
  });

  it('are never kept by a cache, however they are answered', async () => {
    const answers = [
      await portal.call('marco', 'GET /workspaces'),
      await portal.call('marco', 'GET /integrations?limit=0'),
      await portal.call('marco', 'GET /integrations/no-such'),
      await portal.call('marco', 'GET /no-such-route'),
      await portal.call('marco', 'GET /integrations/%E0%A4'),
      await portal.call('marco', 'GET /workspaces', undefined, {
        Authorization: 'Bearer no-token',
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      200, 400, 404, 404, 400, 401,
    ]);
    for (const { headers } of answers) {
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('change nothing by a weak ETag', async () => {
    const { body } = await createFailing('Weak');
    const { id, etag } = body;
    for (const method of ['PATCH', 'DELETE']) {
      const { status, body: answer } = await portal.call(
        'priya',
        `${method} /integrations/${id}`,
        { name: 'Other' },
        { 'If-Match': `W/${etag}` },
      );
      expect(status).toBe(400);
      expect(answer.error.message).toBe(
        'If-Match holds a weak ETag, which matches nothing. A proxy may have changed the header: send the field etag of the integration as it was read, without W/',
      );
    }
  });

  it('that fail for a reason nobody expected are answered without it, and so is the log', async () => {
    const { body } = await createFailing('Failing');
    const {
      status,
      body: answer,
      text,
    } = await portal.call(
      'marco',
      `GET /integrations/${body.id}/tags?repository=a`,
    );
    expect(status).toBe(500);
    expect(answer.error).toEqual({
      name: 'InternalServerError',
      message: expect.stringMatching(
        /^The portal failed to answer\. Try again; if it fails again, give the administrators of the portal the reference [0-9a-f]{12}, by which they find the reason in the log$/,
      ),
      wording: {
        message: {
          code: 'PORTAL_FAILED',
          params: { reference: answer.error.reference },
        },
      },
      reference: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    const said = [text, ...portal.logged].join('\n');
    expect(said).not.toMatch(/insert into|canary-value|10\.1\.2\.3/);
    expect(portal.logged.join('\n')).toMatch(
      new RegExp(
        `GET /integrations/:id/tags failed \\(reference ${answer.error.reference}\\): Error SQLITE_FULL`,
      ),
    );
  });
});
