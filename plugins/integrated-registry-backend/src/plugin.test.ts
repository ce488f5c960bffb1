import { databases } from './__testUtils__/databases';
import { crawled } from './__testUtils__/integrate';
import { encryption, startPortal } from './__testUtils__/startPortal';
import {
  canaryLogin,
  digest,
  usePortalAndRegistry,
} from './__testUtils__/usePortalAndRegistry';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())('the backend on %s', databaseId => {
  const { scene, settings, integrate, remove } =
    usePortalAndRegistry(databaseId);

  it('goes the whole way: integrate, search, tags, artifact, resolve, parse, use', async () => {
    const { id } = await integrate();
    expect(await crawled(scene.portal, id, 'marco')).toMatchObject({
      access: 'use',
      health: { state: 'healthy' },
      repositoryIndex: { state: 'finished', repositories: 2, complete: true },
    });

    const workspace = 'workspace=group:default/payments';
    const found = await scene.portal.call(
      'marco',
      `GET /repositories?${workspace}&q=app`,
    );
    expect(found.body).toMatchObject({
      items: [{ name: 'team/app', imageHost: scene.registry.host }],
      totalItems: 1,
      complete: true,
    });
    const sources = await scene.portal.call(
      'marco',
      `GET /repository-sources?${workspace}`,
    );
    expect(sources.body.items).toMatchObject([
      { name: 'Company registry', shared: false },
    ]);

    const tags = await scene.portal.call(
      'marco',
      `GET /integrations/${id}/tags?repository=team/app&limit=2`,
    );
    expect(tags.body).toMatchObject({
      items: [{ name: '1.10.0' }, { name: '1.9.0' }],
      totalItems: 3,
      sortedBy: 'semver',
    });
    const rest = await scene.portal.call(
      'marco',
      `GET /integrations/${id}/tags?repository=team/app&limit=2&cursor=${tags.body.nextCursor}`,
    );
    expect(rest.body.items).toEqual([{ name: 'latest' }]);
    expect(rest.body.nextCursor).toBeUndefined();

    const artifact = await scene.portal.call(
      'marco',
      `GET /integrations/${id}/artifact?repository=team/app&reference=1.10.0`,
    );
    expect(artifact.body).toMatchObject({
      digest,
      kind: 'index',
      pullReference: `${scene.registry.host}/team/app:1.10.0@${digest}`,
    });

    const resolved = await scene.portal.call('marco', 'POST /images/resolve', {
      workspace: 'group:default/payments',
      reference: `${scene.registry.host}/team/app:1.10.0`,
      policy: { platform: 'linux/s390x', semverRange: '>=1.10' },
    });
    expect(resolved.body).toMatchObject({
      reference: `${scene.registry.host}/team/app:1.10.0@${digest}`,
      passed: false,
      rules: [
        { rule: 'semverRange', passed: true },
        { rule: 'platform', passed: false },
      ],
    });

    const parsed = await scene.portal.call(
      'marco',
      `GET /images/parse?${workspace}&reference=${scene.registry.host}/team/app:1.9.0`,
    );
    expect(parsed.body).toMatchObject({
      integrationId: id,
      integrationRepository: 'team/app',
      tag: '1.9.0',
    });

    const used = await scene.portal.call('marco', 'POST /image-uses', {
      workspace: 'group:default/payments',
      reference: resolved.body.reference,
      usedBy: 'component:default/shop',
    });
    expect(used.body).toMatchObject({
      integrationId: id,
      digest,
      chosenBy: 'user:default/marco',
    });
    const uses = await scene.portal.call(
      'marco',
      `GET /image-uses?${workspace}`,
    );
    expect(uses.body.items).toEqual([used.body]);
    await remove(id);
  });

  it('refuses a wrong password at the step login, and saves nothing', async () => {
    const answer = await scene.portal.call('priya', 'POST /integrations', {
      ...settings(),
      password: 'canary-wrong-8d2f',
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      name: 'InputError',
      code: 'UNAUTHORIZED',
      remedy: expect.any(String),
      diagnosis: { ok: false },
    });
    const listed = await scene.portal.call('priya', 'GET /integrations');
    expect(listed.body.items).toEqual([]);
  });

  it('saves a registry that cannot be used now where that is asked for', async () => {
    const answer = await scene.portal.call(
      'priya',
      'POST /integrations?verify=false',
      {
        ...settings(),
        name: 'Away',
        url: 'http://127.0.0.1:1',
      },
    );
    expect(answer.status).toBe(201);
    expect(
      (await crawled(scene.portal, answer.body.id, 'marco')).repositoryIndex,
    ).toMatchObject({
      state: 'failed',
      failure: { code: 'CONNECTION_REFUSED' },
    });
    await remove(answer.body.id);
  });

  it('loses nobody’s change, and keeps a password that is left out', async () => {
    const { id, etag } = await integrate();
    const change = (body: object, ifMatch?: string) =>
      scene.portal.call(
        'priya',
        `PATCH /integrations/${id}`,
        body,
        ifMatch ? { 'If-Match': ifMatch } : {},
      );
    expect((await change({ name: 'A' })).body.error.message).toMatch(
      /If-Match/,
    );
    const first = await change({ name: 'Renamed' }, etag);
    expect(first.body).toMatchObject({ name: 'Renamed', hasCredential: true });
    expect((await change({ name: 'Late' }, etag)).status).toBe(409);
    const moved = await change(
      { url: scene.registry.url.replace('127.0.0.1', 'localhost') },
      first.body.etag,
    );
    expect(moved.status).toBe(400);
    expect(moved.body.error.message).toMatch(/password is needed again/);
    await remove(id);
  });

  it('keeps integrations over a restart, and refuses a wrong or missing key', async () => {
    const { id } = await integrate();
    await crawled(scene.portal, id, 'marco');
    await scene.portal.stop();

    for (const [keys, message] of [
      [
        [{ id: 'test', secret: 'quite-another-secret' }],
        /"test" is not the one/,
      ],
      [[{ id: 'new', secret: 'the-key-that-comes-next' }], /"test" is missing/],
      [[], /No encryption key is configured/],
    ] as const) {
      await expect(
        startPortal({
          knex: scene.knex,
          settings: { encryption: { keys: [...keys] } },
        }),
      ).rejects.toThrow(message);
    }

    scene.portal = await startPortal({
      knex: scene.knex,
      settings: {
        encryption: {
          keys: [
            { id: 'newer', secret: 'the-key-on-top-of-the-old' },
            ...encryption.keys,
          ],
        },
      },
    });
    const { status } = await scene.portal.call(
      'marco',
      `GET /integrations/${id}/artifact?repository=team/app&reference=1.9.0`,
    );
    expect(status).toBe(200);
    await remove(id);
  });

  it('lets no secret out', async () => {
    const { id } = await integrate();
    await crawled(scene.portal, id, 'marco');
    const rows: string[] = [];
    for (const table of ['integrations', 'credentials', 'encryption_keys']) {
      rows.push(JSON.stringify(await scene.knex(table).select()));
    }
    expect(rows.join()).toContain(canaryLogin.username);
    const everything = [
      ...rows,
      ...scene.portal.answers,
      ...scene.portal.logged,
      ...scene.portal.audited,
    ].join('\n');
    expect(everything).not.toContain('canary');
    expect(everything).not.toContain(
      Buffer.from(canaryLogin.password).toString('base64').slice(0, -4),
    );
    expect(scene.portal.audited.join()).toContain('integration-create');
    await remove(id);
  });
});
