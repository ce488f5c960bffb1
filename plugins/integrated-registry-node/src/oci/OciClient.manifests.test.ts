import { createHash } from 'node:crypto';
import { failureOf, openTestClients } from './__testUtils__/openTestClients';
import { Answer, ReceivedRequest } from './__testUtils__/startServer';

const tests = openTestClients();
const signal = new AbortController().signal;

afterEach(() => tests.close());

const oci = 'application/vnd.oci.image';
const docker = 'application/vnd.docker';

function digestOf(content: Buffer | string) {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Content by digest and tag, served as a registry does. */
class Content {
  readonly manifests = new Map<string, { body: Buffer; mediaType: string }>();
  readonly blobs = new Map<string, Buffer>();

  blob(content: unknown, mediaType: string) {
    const body = Buffer.from(
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    const digest = digestOf(body);
    this.blobs.set(digest, body);
    return { mediaType, digest, size: body.length };
  }

  manifest(tag: string | undefined, content: unknown, mediaType: string) {
    const body = Buffer.from(JSON.stringify(content));
    const digest = digestOf(body);
    this.manifests.set(digest, { body, mediaType });
    if (tag) {
      this.manifests.set(tag, { body, mediaType });
    }
    return { mediaType, digest, size: body.length };
  }

  image(
    tag: string | undefined,
    options: {
      config?: unknown;
      mediaType?: string;
      annotations?: unknown;
    } = {},
  ) {
    const { annotations, mediaType = `${oci}.manifest.v1+json` } = options;
    return this.manifest(
      tag,
      {
        schemaVersion: 2,
        mediaType,
        config: this.blob(
          options.config ?? { os: 'linux', architecture: 'amd64' },
          mediaType.startsWith(docker)
            ? `${docker}.container.image.v1+json`
            : `${oci}.config.v1+json`,
        ),
        layers: [
          {
            mediaType: mediaType.startsWith(docker)
              ? `${docker}.image.rootfs.diff.tar.gzip`
              : `${oci}.layer.v1.tar+gzip`,
            digest: digestOf('layer'),
            size: 1_000,
          },
        ],
        annotations,
      },
      mediaType,
    );
  }

  answer = ({ path, method, headers }: ReceivedRequest): Answer | undefined => {
    const [, kind, name] =
      /^\/v2\/app\/(manifests|blobs)\/(.+)$/.exec(path) ?? [];
    if (kind === 'blobs') {
      const body = this.blobs.get(name);
      return body && { body };
    }
    const manifest = this.manifests.get(name);
    if (!manifest || !headers.accept?.includes(manifest.mediaType)) {
      return path === '/v2/' ? {} : undefined;
    }
    return {
      headers: {
        'content-type': manifest.mediaType,
        'docker-content-digest': digestOf(manifest.body),
        'content-length': String(manifest.body.length),
      },
      body: method === 'HEAD' ? '' : manifest.body,
    };
  };
}

async function serve(content: Content) {
  const server = await tests.serve(content.answer);
  return { server, client: tests.client(server.url) };
}

describe('resolve', () => {
  it('takes one HEAD, with all manifest types accepted (facts 21, 22, 26)', async () => {
    const content = new Content();
    const image = content.image('1.0');
    const { server, client } = await serve(content);
    await expect(client.resolve('app', '1.0', { signal })).resolves.toEqual({
      digest: image.digest,
      mediaType: image.mediaType,
      sizeBytes: image.size,
    });
    expect(server.requests.map(({ method }) => method)).toEqual([
      'GET',
      'HEAD',
    ]);
    const accept = server.requests[1].headers.accept?.split(', ');
    expect(accept).toEqual(
      expect.arrayContaining([
        `${oci}.index.v1+json`,
        `${oci}.manifest.v1+json`,
        `${docker}.distribution.manifest.list.v2+json`,
        `${docker}.distribution.manifest.v2+json`,
      ]),
    );
  });

  it.each<[string, (answer: Answer) => Answer]>([
    [
      'has no digest',
      answer => ({
        ...answer,
        headers: { 'content-type': `${oci}.manifest.v1+json` },
      }),
    ],
    ...[400, 403, 404, 405, 416, 500, 501, 502, 503].map(
      (code): [string, () => Answer] => [
        `fails with ${code}`,
        () => ({ code }),
      ],
    ),
    [
      'has the wrong content type',
      answer => ({
        ...answer,
        headers: { ...answer.headers, 'content-type': 'text/plain' },
      }),
    ],
    [
      'has a digest that is none',
      answer => ({
        ...answer,
        headers: { ...answer.headers, 'docker-content-digest': 'sha256:1' },
      }),
    ],
  ])(
    'reads and hashes the content where HEAD %s (fact 22)',
    async (_, head) => {
      const content = new Content();
      const image = content.image('1.0');
      const server = await tests.serve(request => {
        const answer = content.answer(request);
        return request.method === 'HEAD' && answer ? head(answer) : answer;
      });
      await expect(
        tests.client(server.url).resolve('app', '1.0', { signal }),
      ).resolves.toEqual({
        digest: image.digest,
        mediaType: image.mediaType,
        sizeBytes: image.size,
      });
    },
  );

  it('asks with GET where the connection breaks at every HEAD', async () => {
    const content = new Content();
    const image = content.image('1.0');
    const server = await tests.serve(request =>
      request.method === 'HEAD' ? 'break' : content.answer(request),
    );
    const client = tests.client(server.url);
    await expect(
      client.resolve('app', '1.0', { signal }),
    ).resolves.toMatchObject({ digest: image.digest });
  });

  it.each([401, 429])(
    'does not spend a GET on a HEAD that is refused with %s (fact 26)',
    async code => {
      const server = await tests.serve(({ method }) =>
        method === 'HEAD' ? { code } : {},
      );
      const client = tests.client(server.url);
      await failureOf(client.resolve('app', '1.0', { signal }));
      expect(
        server.requests.filter(
          ({ method, path }) => method === 'GET' && path !== '/v2/',
        ),
      ).toEqual([]);
    },
  );

  it.each(['1.0', `sha256:${'0'.repeat(64)}`])(
    'does not know %s',
    async ref => {
      const { client } = await serve(new Content());
      await expect(
        client.resolve('app', ref, { signal }),
      ).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: expect.stringContaining('app'),
      });
    },
  );

  it.each(['', '.hidden', 'a/b', 'sha256:12', 'latest?x=1', 'a'.repeat(129)])(
    'asks nothing for the reference “%s”',
    async reference => {
      const { client, server } = await serve(new Content());
      await expect(
        client.resolve('app', reference, { signal }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(server.requests).toEqual([]);
    },
  );
});

describe('getArtifact', () => {
  const config = {
    created: '2024-05-06T07:08:09.123456789Z',
    author: 'Anna',
    os: 'linux',
    architecture: 'arm64',
    variant: 'v8',
    config: {
      User: '1000',
      WorkingDir: '/srv',
      Entrypoint: ['/app'],
      Cmd: null,
      ExposedPorts: { '8080/tcp': {} },
      Labels: { 'org.example.team': 'payments', count: 3 },
    },
    history: [
      { created: '2024-05-06T07:08:00Z', created_by: 'COPY app /' },
      { created_by: 'ENV a=b', empty_layer: true, comment: 'buildkit' },
      'garbage',
    ],
  };

  it.each([
    ['OCI', `${oci}.manifest.v1+json`],
    ['Docker v2', `${docker}.distribution.manifest.v2+json`],
  ])('describes an image in %s form (fact 25)', async (_, mediaType) => {
    const content = new Content();
    const image = content.image('1.0', { config, mediaType });
    const { client } = await serve(content);
    const sizeBytes = 1_000 + JSON.stringify(config).length;
    expect(await client.getArtifact('app', '1.0', { signal })).toEqual({
      repository: 'app',
      reference: '1.0',
      digest: image.digest,
      mediaType,
      kind: 'image',
      sizeBytes,
      platforms: [
        {
          os: 'linux',
          architecture: 'arm64',
          variant: 'v8',
          digest: image.digest,
          sizeBytes,
        },
      ],
      layers: [
        {
          digest: digestOf('layer'),
          mediaType: expect.stringMatching(/tar/),
          sizeBytes: 1_000,
        },
      ],
      history: [
        { createdAt: '2024-05-06T07:08:00.000Z', createdBy: 'COPY app /' },
        { createdBy: 'ENV a=b', comment: 'buildkit', emptyLayer: true },
      ],
      config: {
        author: 'Anna',
        user: '1000',
        workingDir: '/srv',
        entrypoint: ['/app'],
        exposedPorts: ['8080/tcp'],
      },
      labels: { 'org.example.team': 'payments', count: '3' },
      annotations: {},
      createdAt: '2024-05-06T07:08:09.123Z',
    });
  });

  it.each([
    ['the epoch', { created: '1970-01-01T00:00:00Z' }],
    ['the year 1', { created: '0001-01-01T00:00:00Z' }],
    ['nonsense', { created: 'yesterday', history: null, config: [] }],
    ['nothing', {}],
    ['no object', 'just text'],
  ])(
    'has no time where the configuration has %s (fact 25)',
    async (_, broken) => {
      const content = new Content();
      content.image('1.0', { config: broken });
      const { client } = await serve(content);
      const artifact = await client.getArtifact('app', '1.0', { signal });
      expect(artifact).toMatchObject({
        kind: 'image',
        history: [],
        labels: {},
      });
      expect(artifact.createdAt).toBeUndefined();
    },
  );

  function index(content: Content, manifests: unknown) {
    return content.manifest(
      '1.0',
      { schemaVersion: 2, mediaType: `${oci}.index.v1+json`, manifests },
      `${oci}.index.v1+json`,
    );
  }

  it('describes an index by its linux/amd64 image, without attestations (fact 23)', async () => {
    const content = new Content();
    const arm = content.image(undefined, { config });
    const amd = content.image(undefined, {
      config: { ...config, architecture: 'amd64', author: 'Bert' },
    });
    const attestation = content.image(undefined, { config: { os: 'unknown' } });
    const outer = index(content, [
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
    const { client, server } = await serve(content);
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
    ['an empty index', []],
    ['an index of null', null],
  ])('describes %s (fact 23)', async (_, manifests) => {
    const content = new Content();
    const { digest } = index(content, manifests);
    const { client } = await serve(content);
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
    index(content, [
      { ...gone('amd'), platform: amd64 },
      { ...arm, platform: arm64 },
    ]);
    const { client } = await serve(content);
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
    index(content, [{ ...gone('one'), platform: amd64 }, gone('two')]);
    const { client } = await serve(content);
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
      index(content, [
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
    index(
      content,
      [amd64, { ...arm64, variant: 'v8' }].map(named => ({
        ...content.image(undefined, { config: named }),
        platform,
      })),
    );
    const { client } = await serve(content);
    const { platforms } = await client.getArtifact('app', '1.0', { signal });
    expect(platforms).toMatchObject([amd64, { ...arm64, variant: 'v8' }]);
  });

  it('reads no more than 10 such configurations, and says how many are left out', async () => {
    const content = new Content();
    index(
      content,
      Array.from({ length: 500 }, (_, number) =>
        content.image(undefined, {
          config: { os: 'linux', architecture: `a${number}` },
        }),
      ),
    );
    const { client, server } = await serve(content);
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
    index(content, [
      { ...image, platform: amd64 },
      {
        ...twin,
        platform: amd64,
        annotations: { 'io.github.containers.compression.zstd': 'true' },
      },
      { ...image, platform: { ...windows, 'os.version': '10.0.17763.1' } },
      { ...twin, platform: { ...windows, 'os.version': '10.0.20348.2' } },
    ]);
    const { client } = await serve(content);
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
    index(content, [
      { ...content.image(undefined), platform: amd64 },
      ...children,
    ]);
    const { client, server } = await serve(content);
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
    index(content, children);
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

  it.each<
    [string, { config: string; layer: string; artifactType?: string }, string]
  >([
    [
      'a Helm chart',
      {
        config: 'application/vnd.cncf.helm.config.v1+json',
        layer: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
      },
      'application/vnd.cncf.helm.config.v1+json',
    ],
    [
      'a WASM module',
      {
        config: 'application/vnd.wasm.config.v0+json',
        layer: 'application/wasm',
      },
      'application/vnd.wasm.config.v0+json',
    ],
    [
      'an artifact with its own type',
      {
        config: 'application/vnd.oci.empty.v1+json',
        layer: 'text/spdx+json',
        artifactType: 'text/spdx+json',
      },
      'text/spdx+json',
    ],
    [
      'a signature in an image’s clothes',
      {
        config: `${oci}.config.v1+json`,
        layer: 'application/vnd.dev.cosign.simplesigning.v1+json',
      },
      'application/vnd.dev.cosign.simplesigning.v1+json',
    ],
  ])('describes %s (facts 24, 25)', async (_, types, artifactType) => {
    const content = new Content();
    const subject = `sha256:${'a'.repeat(64)}`;
    content.manifest(
      '1.0',
      {
        schemaVersion: 2,
        artifactType: types.artifactType,
        config: content.blob('{}', types.config),
        layers: [{ mediaType: types.layer, digest: digestOf('x'), size: 5 }],
        subject: { mediaType: 'x', digest: subject, size: 1 },
        annotations: {
          'org.opencontainers.image.created': '2024-01-01T00:00:00Z',
        },
      },
      `${oci}.manifest.v1+json`,
    );
    const { client } = await serve(content);
    await expect(
      client.getArtifact('app', '1.0', { signal }),
    ).resolves.toMatchObject({
      kind: 'artifact',
      artifactType,
      platforms: [],
      sizeBytes: 7,
      subject,
      createdAt: '2024-01-01T00:00:00.000Z',
      mediaType: `${oci}.manifest.v1+json`,
    });
  });

  it('describes an artifact manifest of before OCI 1.1', async () => {
    const content = new Content();
    const mediaType = 'application/vnd.oci.artifact.manifest.v1+json';
    content.manifest(
      '1.0',
      {
        mediaType,
        artifactType: 'example/sbom',
        blobs: [{ mediaType: 'text/plain', digest: digestOf('x'), size: 5 }],
      },
      mediaType,
    );
    const { client } = await serve(content);
    await expect(
      client.getArtifact('app', '1.0', { signal }),
    ).resolves.toMatchObject({
      kind: 'artifact',
      artifactType: 'example/sbom',
      layers: [{ sizeBytes: 5 }],
      mediaType,
    });
  });

  it('reads a configuration from where the registry redirects, without the login (fact 4)', async () => {
    const content = new Content();
    content.image('1.0', { config });
    const store = await tests.serve(content.answer);
    const registry = await tests.serve(request => {
      if (!request.headers.authorization) {
        return {
          code: 401,
          headers: { 'www-authenticate': 'Basic realm="x"' },
        };
      }
      return request.path.includes('/blobs/')
        ? { code: 307, headers: { location: `${store.url}${request.path}` } }
        : content.answer(request);
    });
    const client = tests.client(registry.url, {
      credential: { username: 'anna', password: 's3cret:ü' },
    });
    await expect(
      client.getArtifact('app', '1.0', { signal }),
    ).resolves.toMatchObject({ config: { author: 'Anna' } });
    expect(store.requests).toHaveLength(1);
    expect(store.requests[0].headers.authorization).toBeUndefined();
  });

  it('does not show what its digest does not belong to (fact 22)', async () => {
    const content = new Content();
    const { digest } = content.image('1.0', { config });
    const other = content.image('2.0');
    const stored = content.manifests.get(other.digest);
    if (stored) {
      content.manifests.set(digest, stored);
    }
    const { client } = await serve(content);
    await expect(
      client.getArtifact('app', digest, { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
    await expect(
      client.resolve('app', digest, { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });

    for (const key of content.blobs.keys()) {
      content.blobs.set(key, Buffer.from('{}'));
    }
    await expect(
      client.getArtifact('app', '1.0', { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it('does not believe a header that its content contradicts (fact 22)', async () => {
    const content = new Content();
    content.image('1.0');
    const server = await tests.serve(request => {
      const answer = content.answer(request);
      return (
        answer && {
          ...answer,
          headers: {
            ...answer.headers,
            'docker-content-digest': digestOf('something else'),
          },
        }
      );
    });
    await expect(
      tests.client(server.url).getArtifact('app', '1.0', { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it.each<[string, Answer]>([
    [
      'its type',
      {
        headers: {
          'content-type': `${docker}.distribution.manifest.v1+prettyjws`,
        },
        body: { schemaVersion: 1, fsLayers: [] },
      },
    ],
    ['its content', { body: { schemaVersion: 1, fsLayers: [], history: [] } }],
  ])('says that schema 1 is withdrawn, by %s (fact 21)', async (_, answer) => {
    const server = await tests.serve(() => answer);
    await expect(
      tests.client(server.url).getArtifact('app', '1.0', { signal }),
    ).rejects.toMatchObject({
      code: 'UNSUPPORTED_VERSION',
      message: expect.stringContaining('schema 1'),
    });
  });

  it.each<[string, unknown]>([
    [
      'an index and an image at once',
      { manifests: [], config: { digest: digestOf('x') } },
    ],
    ['neither', { hello: 'world' }],
    ['a list', []],
    ['a web page', '<html>log in</html>'],
    ['cut JSON', '{"schemaVersion":2,"config":{"dig'],
  ])('does not take %s for a manifest (fact 28)', async (_, body) => {
    const server = await tests.serve(() => ({ body }));
    await expect(
      tests.client(server.url).getArtifact('app', '1.0', { signal }),
    ).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it('knows what it is by its form, whatever the content type (fact 28)', async () => {
    const content = new Content();
    content.image('1.0', { config });
    const server = await tests.serve(request => {
      const answer = content.answer(request);
      return (
        answer && {
          body: answer.body,
          headers: { 'content-type': 'text/plain' },
        }
      );
    });
    await expect(
      tests.client(server.url).getArtifact('app', '1.0', { signal }),
    ).resolves.toMatchObject({
      kind: 'image',
      mediaType: `${oci}.manifest.v1+json`,
    });
  });
});
