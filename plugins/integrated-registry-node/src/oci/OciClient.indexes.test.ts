import { Content, digestOf, config } from './__testUtils__/Content';
import { oci } from './__testUtils__/mediaTypes';
import { useTestClients } from './__testUtils__/useTestClients';

const { signal, ...tests } = useTestClients();

describe('getArtifact of an index', () => {
  it('describes an index by its linux/amd64 image, without attestations (fact 23)', async () => {
    const content = new Content();
    const arm = content.image(undefined, { config });
    const amd = content.image(undefined, {
      config: { ...config, architecture: 'amd64', author: 'Bert' },
    });
    const attestation = content.image(undefined, { config: { os: 'unknown' } });
    const outer = content.index([
      {
        ...arm,
        platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
      },
      { ...amd, platform: { os: 'linux', architecture: 'amd64' } },
      {
        ...attestation,
        platform: { os: 'unknown', architecture: 'unknown' },
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      },
    ]);
    const { client, server } = await tests.serveContent(content);
    const artifact = await client.getArtifact('app', '1.0', { signal });
    expect(artifact).toMatchObject({
      kind: 'index',
      digest: outer.digest,
      mediaType: `${oci}.index.v1+json`,
      config: { author: 'Bert' },
      describedPlatform: { architecture: 'amd64', digest: amd.digest },
      labels: { 'org.example.team': 'payments' },
      createdAt: '2024-05-06T07:08:09.123Z',
    });
    expect(
      artifact.platforms.map(({ os, architecture, variant, digest }) => [
        os,
        architecture,
        variant,
        digest,
      ]),
    ).toEqual([
      ['linux', 'arm64', 'v8', arm.digest],
      ['linux', 'amd64', undefined, amd.digest],
    ]);
    const sizes = artifact.platforms.map(platform => platform.sizeBytes ?? 0);
    expect(sizes[0]).toBeGreaterThan(1_000);
    expect(artifact.sizeBytes).toBe(sizes[0] + sizes[1]);
    expect(artifact.layers).toHaveLength(1);
    expect(server.count(`/v2/app/manifests/${attestation.digest}`)).toBe(0);
  });

  it.each([
    ['an index', 'manifests'],
    ['an image', 'layers'],
  ])('refuses %s with too many entries, and says so', async (_, list) => {
    const content = new Content();
    const entry = { mediaType: '', digest: digestOf('a'), size: 1 };
    content.manifest(
      '1.0',
      { schemaVersion: 2, [list]: Array(4_001).fill(entry) },
      `${oci}.index.v1+json`,
    );
    const { client } = await tests.serveContent(content);
    await expect(
      client.getArtifact('app', '1.0', { signal }),
    ).rejects.toMatchObject({
      code: 'RESPONSE_TOO_LARGE',
      message:
        'app:1.0 names 4,001 manifests or layers, and the portal reads at most 4,000. No usual build makes so many: it may have been pushed by mistake, or to do harm.',
      remedy:
        'Choose another image, or push this one again with fewer platforms or layers.',
    });
  });

  it('has the platform of an image whose history is too long', async () => {
    const content = new Content();
    content.image('1.0', {
      config: { ...config, history: Array(4_001).fill({ created_by: 'RUN' }) },
    });
    const { client } = await tests.serveContent(content);
    const artifact = await client.getArtifact('app', '1.0', { signal });
    expect(artifact.platforms).toMatchObject([{ architecture: 'arm64' }]);
    expect(artifact.history).toHaveLength(4_000);
  });

  it.each([
    ['an empty index', []],
    ['an index of null', null],
  ])('describes %s (fact 23)', async (_, manifests) => {
    const content = new Content();
    const { digest } = content.index(manifests);
    const { client } = await tests.serveContent(content);
    const artifact = await client.getArtifact('app', '1.0', { signal });
    expect(artifact).toMatchObject({ kind: 'index', digest, platforms: [] });
    expect(artifact.sizeBytes).toBeUndefined();
  });

  const gone = (name: string) => ({
    mediaType: `${oci}.manifest.v1+json`,
    digest: digestOf(name),
    size: 1,
  });
  const amd64 = { os: 'linux', architecture: 'amd64' };
  const arm64 = { os: 'linux', architecture: 'arm64' };

  it('tells which platforms of an index are missing, and describes one that is there', async () => {
    const content = new Content();
    const arm = content.image(undefined, { config });
    content.index([
      { ...gone('amd'), platform: amd64 },
      { ...arm, platform: arm64 },
    ]);
    const { client } = await tests.serveContent(content);
    const artifact = await client.getArtifact('app', '1.0', { signal });
    expect(artifact.platforms).toMatchObject([
      { architecture: 'amd64', missing: true },
      { architecture: 'arm64', sizeBytes: expect.any(Number) },
    ]);
    expect(artifact.platforms[1].missing).toBeUndefined();
    expect(artifact.describedPlatform?.architecture).toBe('arm64');
    expect(artifact.sizeBytes).toBe(artifact.platforms[1].sizeBytes);
    expect(artifact.partial).toBeUndefined();
  });

  it('tells that every platform of an index is missing, with or without their names', async () => {
    const content = new Content();
    content.index([{ ...gone('one'), platform: amd64 }, gone('two')]);
    const { client } = await tests.serveContent(content);
    expect(await client.getArtifact('app', '1.0', { signal })).toMatchObject({
      kind: 'index',
      platforms: [
        { ...amd64, missing: true },
        { os: 'unknown', missing: true },
      ],
    });
  });

  it.each([403, 500, 429])(
    'does not take a platform that answers %s for a missing one',
    async code => {
      const content = new Content();
      const arm = content.image(undefined, { config });
      const amd = content.image(undefined);
      content.index([
        { ...amd, platform: amd64 },
        { ...arm, platform: arm64 },
      ]);
      const server = await tests.serve(request =>
        request.path.endsWith(amd.digest) ? { code } : content.answer(request),
      );
      const artifact = await tests
        .client(server.url)
        .getArtifact('app', '1.0', { signal });
      expect(artifact).toMatchObject({
        platforms: [amd64, arm64],
        describedPlatform: arm64,
        partial: true,
      });
      expect(artifact.platforms[0].missing).toBeUndefined();
    },
  );

  it.each([
    ['no platform', undefined],
    ['empty words', { os: '', architecture: '' }],
    ['half a platform', { os: 'linux', architecture: '' }],
  ])('reads the configurations of entries with %s', async (_, platform) => {
    const content = new Content();
    content.index(
      [amd64, { ...arm64, variant: 'v8' }].map(named => ({
        ...content.image(undefined, { config: named }),
        platform,
      })),
    );
    const { client } = await tests.serveContent(content);
    const { platforms } = await client.getArtifact('app', '1.0', { signal });
    expect(platforms).toMatchObject([amd64, { ...arm64, variant: 'v8' }]);
  });

  it('reads no more than 10 such configurations, and says how many are left out', async () => {
    const content = new Content();
    content.index(
      Array.from({ length: 500 }, (_, number) =>
        content.image(undefined, {
          config: { os: 'linux', architecture: `a${number}` },
        }),
      ),
    );
    const { client, server } = await tests.serveContent(content);
    const { platforms, morePlatforms } = await client.getArtifact(
      'app',
      '1.0',
      { signal },
    );
    expect(platforms).toHaveLength(10);
    expect(morePlatforms).toBe(490);
    expect(
      server.requests.filter(({ path }) => path.includes('/blobs/')),
    ).toHaveLength(10);
  });

  it('tells two entries of one platform apart, and counts the size of one', async () => {
    const content = new Content();
    const image = content.image(undefined);
    const twin = content.image(undefined, {
      config: { ...amd64, author: 'B' },
    });
    const windows = { os: 'windows', architecture: 'amd64' };
    content.index([
      { ...image, platform: amd64 },
      {
        ...twin,
        platform: amd64,
        annotations: { 'io.github.containers.compression.zstd': 'true' },
      },
      { ...image, platform: { ...windows, 'os.version': '10.0.17763.1' } },
      { ...twin, platform: { ...windows, 'os.version': '10.0.20348.2' } },
    ]);
    const { client } = await tests.serveContent(content);
    const { platforms, sizeBytes } = await client.getArtifact('app', '1.0', {
      signal,
    });
    expect(
      platforms.map(({ os, osVersion, compression }) => [
        os,
        osVersion,
        compression,
      ]),
    ).toEqual([
      ['linux', undefined, undefined],
      ['linux', undefined, 'zstd'],
      ['windows', '10.0.17763.1', undefined],
      ['windows', '10.0.20348.2', undefined],
    ]);
    expect(sizeBytes).toBe(2 * platforms[0].sizeBytes!);
  });

  it('asks no more than 25 times for an index of 1,000 platforms', async () => {
    const content = new Content();
    const children = Array.from({ length: 1_000 }, (_, number) => ({
      ...gone(`child ${number}`),
      platform: { os: 'linux', architecture: `a${number}` },
    }));
    content.index([
      { ...content.image(undefined), platform: amd64 },
      ...children,
    ]);
    const { client, server } = await tests.serveContent(content);
    const { platforms } = await client.getArtifact('app', '1.0', { signal });
    expect(platforms).toHaveLength(1_001);
    expect(
      server.requests.filter(({ path }) => path.startsWith('/v2/app/')).length,
    ).toBeLessThanOrEqual(25);
  });

  it('looks up the sizes of no more platforms than it may (fact 26)', async () => {
    const content = new Content();
    const children = Array.from({ length: 6 }, (_, number) => ({
      ...content.image(undefined, { config: { number } }),
      platform: { os: 'linux', architecture: `a${number}` },
    }));
    content.index(children);
    const server = await tests.serve(content.answer);
    const asked = () =>
      server.requests.filter(
        ({ method, path }) => method === 'GET' && path.includes('manifests'),
      ).length;
    await tests
      .client(server.url, { maxIndexChildren: 1 })
      .getArtifact('app', '1.0', { signal });
    expect(asked()).toBe(2);
    await tests
      .client(server.url, { maxIndexChildren: 4 })
      .getArtifact('app', '1.0', { signal });
    expect(asked()).toBe(2 + 5);
  });
});
