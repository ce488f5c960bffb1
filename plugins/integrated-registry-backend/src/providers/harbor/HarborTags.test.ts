import { buildImage } from 'registry-simulator';
import { logins, namesOf, testHarbor } from './__testUtils__/testHarbor';

const { connect, image, running, signal, start } = testHarbor;
const { admin } = logins;

describe('HarborProvider and tags', () => {
  afterEach(() => running.harbor.stop());

  it('has tags with digest, size and push time, from however many pages (fact 14)', async () => {
    await start();
    for (let n = 0; n < 230; n += 1) {
      running.harbor.store.addImage(
        'team/app',
        buildImage({ layers: [`${n}`] }),
        `1.${n}`,
        new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString(),
      );
    }
    running.harbor.takeRequests();
    const { items, cursor } = await connect().listTags('team/app', {
      signal,
      limit: 1_000,
    });
    expect(items).toHaveLength(230);
    expect(cursor).toBeUndefined();
    expect(items.find(({ name }) => name === '1.229')).toEqual({
      name: '1.229',
      digest: expect.stringMatching(/^sha256:/),
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      pushedAt: '2026-01-01T03:49:00.000Z',
      sizeBytes: expect.any(Number),
    });
    // What makes the list slow is not asked for.
    expect(running.harbor.takeRequests().join()).not.toMatch(
      /with_scan|with_label/,
    );
    const first = await connect().listTags('team/app', { signal, limit: 100 });
    expect(first.items).toHaveLength(30);
    const next = await connect().listTags('team/app', {
      signal,
      limit: 100,
      cursor: first.cursor,
    });
    expect(next.items[0].name).toBe('1.129');
  });

  it('copes with empty projects, charts and artifacts without tags (facts 9, 15)', async () => {
    await start({ projects: [{ name: 'empty' }] });
    running.harbor.store.addImage('team/app', image, '1.0');
    running.harbor.store.addImage(
      'team/app',
      buildImage({ layers: ['untagged'] }),
    );
    const client = connect({ credential: admin });
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([
      'team/app',
    ]);
    const { items } = await client.listTags('team/app', { signal });
    expect(items.map(({ name }) => name)).toEqual(['1.0']);
  });

  it('lists cached tags and others of a proxy-cache project, and marks which is which', async () => {
    await start({
      projects: [{ name: 'hub', proxyCache: true, cached: ['app:1.1'] }],
    });
    for (const tag of ['1.0', '1.1', '1.2']) {
      running.harbor.store.addImage('hub/app', image, tag);
    }
    const client = connect();
    const { items, cursor } = await client.listTags('hub/app', { signal });
    expect(items).toMatchObject([{ name: '1.1', digest: expect.anything() }]);
    const rest = await client.listTags('hub/app', { signal, cursor });
    expect(rest.items).toEqual(
      ['1.0', '1.1', '1.2'].map(name => ({ name, cached: false })),
    );
    expect(rest.cursor).toBeUndefined();

    running.harbor.setFaults({
      only: path => path.startsWith('/v2/hub/app/tags/list'),
      failWith: () => 403,
    });
    const broken = await client.listTags('hub/app', { signal, cursor });
    expect(broken).toMatchObject({
      items: [],
      gaps: [
        {
          scope: { kind: 'repository', name: 'hub/app' },
          code: 'NOT_CACHED',
          message:
            'Only the tags of hub/app that Harbor has cached are listed: the registry behind its proxy cache did not list the others.',
        },
      ],
    });
  });

  it('finds in a proxy-cache project what nobody has pulled yet (fact 15)', async () => {
    await start({ projects: [{ name: 'hub', proxyCache: true }] });
    running.harbor.store.addImage('hub/library/nginx', image, '1.29');
    const client = connect();
    expect(await namesOf(client.listRepositories({ signal }))).toEqual([]);
    const { items } = await client.listTags('hub/library/nginx', { signal });
    expect(items).toEqual([{ name: '1.29' }]);
    const artifact = await client.getArtifact('hub/library/nginx', '1.29', {
      signal,
    });
    expect(artifact).toMatchObject({ digest: image.manifest.digest });
    await expect(
      client.listTags('hub/library/nothing', { signal }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
