import { buildArtifact, buildImage, buildIndex } from 'registry-simulator';
import { useImages } from './__testUtils__/useImages';

const HELM = 'application/vnd.cncf.helm.config.v1+json';
const amd64 = buildImage({ architecture: 'amd64' });
const arm64 = buildImage({ architecture: 'arm64' });
const chart = buildArtifact({
  config: HELM,
  layers: ['application/vnd.cncf.helm.chart.content.v1.tar+gzip'],
});
const attestation = {
  ...buildImage({ layers: ['attestation'] }),
  platform: { os: 'unknown', architecture: 'unknown' },
};
const withoutPlatform = (image: typeof amd64) => ({
  ...image,
  platform: undefined,
});

describe('choosing what is no image', () => {
  const { scene, use, resolve, artifact } = useImages();

  it.each([
    ['Helm chart', chart],
    [
      'WASM module',
      buildArtifact({
        config: 'application/vnd.wasm.config.v0+json',
        layers: ['application/wasm'],
      }),
    ],
    [
      'SBOM',
      buildArtifact({
        artifactType: 'application/spdx+json',
        config: 'application/vnd.oci.empty.v1+json',
        layers: ['application/spdx+json'],
      }),
    ],
    [
      'signature',
      buildArtifact({
        config: 'application/vnd.oci.image.config.v1+json',
        layers: ['application/vnd.dev.cosign.simplesigning.v1+json'],
      }),
    ],
    ['index without an image', buildIndex([])],
    ['attestation', buildIndex([attestation])],
    ['Helm chart', buildIndex([chart])],
  ])('is refused by default: %s', async (kind, image) => {
    scene.registry.store.addImage('team/app', image, '1.0');
    await use();
    const { status, body } = await resolve({ tag: '1.0' });
    expect([status, body.passed]).toEqual([200, false]);
    expect(body.rules).toMatchObject([
      {
        rule: 'artifactType',
        message: `No container runtime can run it: ${kind}. Choose an image`,
      },
    ]);
  });

  it('is allowed where the template names its type, besides images', async () => {
    scene.registry.store.addImage('team/app', chart, 'chart');
    scene.registry.store.addImage('team/app', amd64, 'image');
    await use();
    const policy = { artifactTypes: [HELM] };
    for (const tag of ['chart', 'image']) {
      const { body } = await resolve({ tag }, policy);
      expect(body).toMatchObject({
        passed: true,
        rules: [{ rule: 'artifactType', passed: true }],
      });
    }
    const { body } = await resolve(
      { tag: 'chart' },
      { artifactTypes: ['application/wasm'] },
    );
    expect(body.rules[0].message).toBe(
      'No container runtime can run it: Helm chart. Choose an image, or an artifact of the type application/wasm',
    );
    expect((await artifact('chart')).body).toMatchObject({
      kind: 'artifact',
      artifactType: HELM,
    });
  });

  it('names the option that was meant by a misspelt one, and no media type', async () => {
    await use();
    const misspelt = await resolve({ tag: '1' }, { artefactTypes: [HELM] });
    expect(misspelt.status).toBe(400);
    expect(misspelt.body.error.message).toContain('artifactTypes');
    const wrong = await resolve({ tag: '1' }, { artifactTypes: ['helm'] });
    expect(wrong.body.error.message).toContain(
      'A media type is written type/subtype',
    );
  });

  it.each([
    [
      'its entries name no platform',
      buildIndex([amd64, arm64].map(withoutPlatform)),
    ],
    [
      'it is in an index',
      buildIndex([withoutPlatform(buildIndex([amd64, arm64])), chart]),
    ],
  ])('finds the platform of an index where %s', async (_, index) => {
    scene.registry.store.addImage('team/app', index, '1.0');
    await use();
    const platforms = ['linux/amd64', 'linux/arm64', 'linux/s390x'];
    const passed = [];
    for (const platform of platforms) {
      const { body } = await resolve({ tag: '1.0' }, { platform });
      passed.push(body.passed);
    }
    expect(passed).toEqual([true, true, false]);
  });

  it('does not know the platform of an index with many entries that name none', async () => {
    const images = Array.from({ length: 12 }, (_, at) =>
      withoutPlatform(buildImage({ layers: [`${at}`] })),
    );
    scene.registry.store.addImage('team/app', buildIndex(images), '1.0');
    await use();
    const { body } = await resolve({ tag: '1.0' }, { platform: 'linux/arm64' });
    expect(body.rules[0].message).toBe(
      'The image may run on linux/arm64: 2 entries of its index name no platform, and were not read. Choose an image that names its platforms. It runs on linux/amd64 and 2 more',
    );
  });
});
