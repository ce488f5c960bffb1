import { Content, digestOf } from './__testUtils__/Content';
import { oci } from './__testUtils__/mediaTypes';
import { useTestClients } from './__testUtils__/useTestClients';

const { signal, ...tests } = useTestClients();

const HELM = 'application/vnd.cncf.helm.config.v1+json';
const ATTESTATION = 'application/vnd.docker.attestation.manifest.v1+json';
const INDEX = `${oci}.index.v1+json`;
const amd64 = { os: 'linux', architecture: 'amd64' };
const arm64 = { os: 'linux', architecture: 'arm64' };

/** A manifest of these types, which the registry has without a tag, or under the tag `1.0`. */
function push(
  content: Content,
  types: { config: string; layers: string[]; artifactType?: string },
  tag?: string,
) {
  return content.manifest(
    tag,
    {
      schemaVersion: 2,
      mediaType: `${oci}.manifest.v1+json`,
      artifactType: types.artifactType,
      config: content.blob(amd64, types.config),
      layers: types.layers.map((mediaType, at) => ({
        mediaType,
        digest: digestOf(`layer ${at}`),
        size: 5,
      })),
    },
    `${oci}.manifest.v1+json`,
  );
}

const chart = (content: Content) =>
  push(content, { config: HELM, layers: ['application/octet-stream'] });

function inner(content: Content, manifests: object[]) {
  return content.manifest(
    undefined,
    { schemaVersion: 2, mediaType: INDEX, manifests },
    INDEX,
  );
}

async function read(content: Content) {
  const { client, server } = await tests.serveContent(content);
  const artifact = await client.getArtifact('app', '1.0', { signal });
  return { artifact, server };
}

const namesOf = (platforms: { os: string; architecture: string }[]) =>
  platforms.map(({ os, architecture }) => `${os}/${architecture}`);

describe('getArtifact of what does not run', () => {
  const image = `${oci}.config.v1+json`;
  const layer = `${oci}.layer.v1.tar+gzip`;

  it.each([
    ['a type of its own, which runtimes ignore', [layer], 'example/model'],
    ['no layer', [], undefined],
  ])('takes an image with %s for an image', async (_, layers, artifactType) => {
    const content = new Content();
    push(content, { config: image, layers, artifactType }, '1.0');
    const { artifact } = await read(content);
    expect(artifact).toMatchObject({ kind: 'image', platforms: [amd64] });
  });

  it('takes what has one layer that is no file system for no image', async () => {
    const content = new Content();
    push(content, { config: image, layers: [layer, 'example/model'] }, '1.0');
    const { artifact } = await read(content);
    expect(artifact).toMatchObject({
      kind: 'artifact',
      artifactType: 'example/model',
      platforms: [],
    });
  });

  it('counts no chart among the platforms of an index, named or not', async () => {
    const content = new Content();
    content.index([
      { ...chart(content), platform: amd64 },
      push(content, { config: 'example/model', layers: [] }),
      { ...content.image(undefined), platform: arm64 },
    ]);
    const { artifact } = await read(content);
    expect(namesOf(artifact.platforms)).toEqual(['linux/arm64']);
    expect(artifact.describedPlatform).toMatchObject(arm64);
    expect(artifact.artifactType).toBeUndefined();
  });

  it.each<[string, (content: Content) => object[], string | undefined]>([
    ['charts', content => [chart(content)], HELM],
    [
      'charts, as it says itself',
      content => [{ ...content.image(undefined), artifactType: HELM }],
      HELM,
    ],
    [
      'attestations',
      content => [
        {
          ...content.image(undefined),
          platform: { os: 'unknown', architecture: 'unknown' },
        },
      ],
      ATTESTATION,
    ],
    [
      'several types',
      content => [
        chart(content),
        push(content, { config: 'example/model', layers: [] }),
      ],
      undefined,
    ],
    ['nothing', () => [], undefined],
    [
      'a blob',
      content => [{ ...content.blob('x', layer), platform: amd64 }],
      undefined,
    ],
  ])('says of an index of %s what it is of', async (_, entries, type) => {
    const content = new Content();
    content.index(entries(content));
    const { artifact } = await read(content);
    expect(artifact).toMatchObject({ kind: 'index', platforms: [] });
    expect(artifact.artifactType).toBe(type);
    expect(artifact.morePlatforms).toBeUndefined();
  });
});

describe('getArtifact of an index in an index', () => {
  const named = (content: Content, platform: object) => ({
    ...content.image(undefined, { config: platform }),
    platform,
  });

  it('has the platforms of both', async () => {
    const content = new Content();
    const arm = named(content, arm64);
    content.index([named(content, amd64), inner(content, [arm])]);
    const { artifact } = await read(content);
    expect(artifact.platforms).toMatchObject([
      amd64,
      { ...arm64, digest: arm.digest },
    ]);
    expect(artifact.morePlatforms).toBeUndefined();
  });

  it('has of one that is said to be of a platform no other', async () => {
    const content = new Content();
    content.index([
      {
        ...inner(content, [named(content, amd64), named(content, arm64)]),
        platform: arm64,
      },
    ]);
    const { artifact } = await read(content);
    expect(namesOf(artifact.platforms)).toEqual(['linux/arm64']);
  });

  it('is read to the third index, and not to the fourth', async () => {
    const content = new Content();
    const fourth = inner(content, [named(content, arm64)]);
    const third = inner(content, [named(content, amd64), fourth]);
    content.index([inner(content, [third])]);
    const { artifact, server } = await read(content);
    expect(namesOf(artifact.platforms)).toEqual(['linux/amd64']);
    expect(artifact.morePlatforms).toBe(1);
    expect(server.count(`/v2/app/manifests/${fourth.digest}`)).toBe(0);
  });

  it('reads no more than 5, and says how many are left out', async () => {
    const content = new Content();
    content.index(
      Array.from({ length: 500 }, (_, number) =>
        inner(content, [
          named(content, { os: 'linux', architecture: `a${number}` }),
        ]),
      ),
    );
    const { artifact } = await read(content);
    expect(artifact.platforms).toHaveLength(5);
    expect(artifact.morePlatforms).toBe(495);
  });

  it('tells one that is gone as missing', async () => {
    const content = new Content();
    const gone = { mediaType: INDEX, digest: digestOf('gone'), size: 1 };
    content.index([{ ...gone, platform: amd64 }, gone]);
    const { artifact } = await read(content);
    expect(artifact.platforms).toMatchObject([
      { ...amd64, missing: true },
      { os: 'unknown', missing: true },
    ]);
  });

  it.each([
    ['an index', INDEX],
    ['an image without a platform', `${oci}.manifest.v1+json`],
  ])('says that %s could not be read', async (_, mediaType) => {
    const content = new Content();
    const { digest } = content.index([
      { mediaType, digest: digestOf('refused'), size: 1 },
    ]);
    const server = await tests.serve(request =>
      request.path.endsWith('1.0') || request.path.endsWith(digest)
        ? content.answer(request)
        : { code: 403 },
    );
    const artifact = await tests
      .client(server.url)
      .getArtifact('app', '1.0', { signal });
    expect(artifact).toMatchObject({
      kind: 'index',
      platforms: [],
      morePlatforms: 1,
      partial: true,
    });
  });
});
