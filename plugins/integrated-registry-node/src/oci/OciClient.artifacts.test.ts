import { Content, digestOf, config } from './__testUtils__/Content';
import { docker, oci } from './__testUtils__/mediaTypes';
import { useTestClients } from './__testUtils__/useTestClients';

const { signal, ...tests } = useTestClients();

describe('getArtifact', () => {
  it.each([
    ['OCI', `${oci}.manifest.v1+json`],
    ['Docker v2', `${docker}.distribution.manifest.v2+json`],
  ])('describes an image in %s form (fact 25)', async (_, mediaType) => {
    const content = new Content();
    const image = content.image('1.0', { config, mediaType });
    const { client } = await tests.serveContent(content);
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
      const { client } = await tests.serveContent(content);
      const artifact = await client.getArtifact('app', '1.0', { signal });
      expect(artifact).toMatchObject({
        kind: 'image',
        history: [],
        labels: {},
      });
      expect(artifact.createdAt).toBeUndefined();
    },
  );

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
    const { client } = await tests.serveContent(content);
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
    const { client } = await tests.serveContent(content);
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
});
