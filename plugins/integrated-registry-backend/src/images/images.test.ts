import { buildImage, buildIndex, digestOf } from 'registry-simulator';
import { useImages } from './__testUtils__/useImages';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const amd64 = buildImage({ architecture: 'amd64' });
const arm64 = buildImage({ architecture: 'arm64' });

describe('choosing an image', () => {
  const { scene, use, resolve, artifact } = useImages();

  it.each([400, 403, 404, 405, 500, 503])(
    'works where HEAD of a manifest answers %s and GET works',
    async code => {
      scene.registry.store.addImage('team/app', amd64, '1.0');
      await use((method, path) =>
        method === 'HEAD' && path.includes('/manifests/')
          ? { code }
          : undefined,
      );
      const { status, body } = await resolve({ tag: '1.0' });
      expect([status, body.digest]).toEqual([200, amd64.manifest.digest]);
    },
  );

  it('asks the registry about a digest each time', async () => {
    scene.registry.store.addImage('team/app', amd64, '1.0');
    await use();
    const { digest } = amd64.manifest;
    expect((await resolve({ digest })).body.passed).toBe(true);
    await artifact(digest);
    scene.registry.store.removeManifest('team/app', digest);
    const { status, body } = await resolve({ digest });
    expect(status).toBe(404);
    expect(body.error.message).toContain('does not have team/app@sha256:');
    // What is only shown may be remembered, and says how old it is.
    const shown = await artifact(digest);
    expect([shown.status, Date.parse(shown.body.asOf)]).toEqual([
      200,
      expect.any(Number),
    ]);
  });

  it('asks the registry about a tag each time', async () => {
    scene.registry.store.addImage('team/app', amd64, '1.0');
    await use();
    await resolve({ tag: '1.0' });
    scene.registry.store.addImage('team/app', arm64, '1.0');
    const { body } = await resolve({ tag: '1.0' });
    expect(body.digest).toBe(arm64.manifest.digest);
  });

  describe('from an index', () => {
    const index = buildIndex([amd64, arm64]);

    beforeEach(async () => {
      scene.registry.store.addImage('team/app', index, '1.0');
      await use();
    });

    it.each([
      ['before it was first seen', false],
      ['after it was seen', true],
    ])(
      'counts a platform only where its manifest is there, deleted %s',
      async (_, seen) => {
        for (const platform of seen ? ['linux/amd64', 'linux/arm64'] : []) {
          await resolve({ tag: '1.0' }, { platform });
        }
        scene.registry.store.removeManifest('team/app', amd64.manifest.digest);
        const { body } = await resolve(
          { tag: '1.0' },
          { platform: 'linux/amd64' },
        );
        expect(body).toMatchObject({
          passed: false,
          platforms: [
            { architecture: 'amd64', missing: true },
            { architecture: 'arm64' },
          ],
          rules: [
            {
              rule: 'platform',
              passed: false,
              message:
                'The image names linux/amd64, and the registry no longer has the manifest for it. It runs on linux/arm64',
            },
          ],
        });
        expect(body.platforms[1].missing).toBeUndefined();
        const other = await resolve(
          { tag: '1.0' },
          { platform: 'linux/arm64' },
        );
        expect(other.body.passed).toBe(true);
      },
    );

    it('passes nothing of which every platform was deleted', async () => {
      for (const { manifest } of [amd64, arm64]) {
        scene.registry.store.removeManifest('team/app', manifest.digest);
      }
      const { body } = await resolve({ tag: '1.0' });
      expect(body).toMatchObject({
        passed: false,
        rules: [
          {
            rule: 'platform',
            passed: false,
            message:
              'The image cannot be pulled: the registry no longer has the manifest of any of its platforms. Choose another version, or have it pushed again',
          },
        ],
      });
    });

    it('passes no platform that the registry does not answer for', async () => {
      await resolve({ tag: '1.0' });
      scene.registry.setFaults({
        only: path => path.endsWith(amd64.manifest.digest),
        failWith: () => 500,
      });
      const { status, body } = await resolve(
        { tag: '1.0' },
        { platform: 'linux/amd64' },
      );
      expect([status, body.passed]).toEqual([200, false]);
      expect(body.rules[0].message).toBe(
        'The image names linux/amd64, and the registry did not answer whether it has the manifest for it. Try again',
      );
    });

    it('takes a platform that was pushed again', async () => {
      scene.registry.store.removeManifest('team/app', amd64.manifest.digest);
      await resolve({ tag: '1.0' }, { platform: 'linux/amd64' });
      scene.registry.store.addImage('team/app', amd64);
      const { body } = await resolve(
        { tag: '1.0' },
        { platform: 'linux/amd64' },
      );
      expect(body.passed).toBe(true);
    });
  });

  it('answers an index of 1,000 platforms within bounds, and judges all of them', async () => {
    const child = amd64.manifest;
    const bytes = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: INDEX,
        manifests: Array.from({ length: 1_000 }, (_, number) => ({
          mediaType: child.mediaType,
          digest: child.digest,
          size: child.bytes.length,
          platform: { os: 'linux', architecture: `a${number}` },
        })),
      }),
    );
    scene.registry.store.addImage('team/app', amd64);
    scene.registry.store.addManifest(
      'team/app',
      { digest: digestOf(bytes), mediaType: INDEX, bytes },
      'large',
    );
    await use();
    const chosen = await resolve({ tag: 'large' }, { platform: 'linux/a998' });
    const shown = await artifact('large');
    expect(chosen.body.passed).toBe(true);
    for (const { body, text } of [chosen, shown]) {
      expect(body.platforms).toHaveLength(50);
      expect(body.morePlatforms).toBe(950);
      expect(text.length).toBeLessThan(20_000);
    }
    expect(chosen.body.platforms[49].architecture).toBe('a998');
    const { body } = await resolve(
      { tag: 'large' },
      { platform: 'linux/s390x' },
    );
    expect(body.rules[0].message).toMatch(
      /^The image does not run on linux\/s390x. It runs on linux\/a0, .* and 980 more$/,
    );
  });

  it('shows an image with very many labels and layers within bounds', async () => {
    const labels = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, number) => [`label-${number}`, 'x']),
    );
    const image = buildImage({
      labels: { ...labels, long: 'x'.repeat(100_000) },
      layers: Array.from({ length: 300 }, (_, number) => `layer ${number}`),
    });
    scene.registry.store.addImage('team/app', image, '1.0');
    await use();
    const { body, text } = await artifact('1.0');
    expect(body).toMatchObject({
      moreLabels: 4_901,
      moreLayers: 100,
      moreHistory: 100,
    });
    expect(text.length).toBeLessThan(100_000);
  });
});
