import { Artifact } from 'backstage-plugin-integrated-registry-common';
import { clientOf, digest, many, signal } from '../__testUtils__/clientOf';

const artifactOf = (fields: Record<string, unknown>) =>
  clientOf({ getArtifact: async () => ({ digest, ...fields }) }).getArtifact(
    'team/app',
    '1.0',
    { signal },
  );

describe('the details that a checked provider gives', () => {
  it('are those of the artifact that was asked for', async () => {
    expect(
      await artifactOf({ repository: 'other/app', reference: 'latest', x: 1 }),
    ).toEqual({
      repository: 'team/app',
      reference: '1.0',
      digest,
      mediaType: '',
      kind: 'artifact',
      platforms: [],
      layers: [],
      history: [],
      labels: {},
      annotations: {},
    });
  });

  it('have every field that makes sense', async () => {
    const platform = {
      os: 'linux',
      architecture: 'arm64',
      variant: 'v8',
      osVersion: '1',
      digest,
      sizeBytes: 5,
      compression: 'zstd',
      missing: true,
      unchecked: true,
    };
    const artifact: Artifact = {
      repository: 'team/app',
      reference: '1.0',
      digest,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      kind: 'index',
      artifactType: 'application/spdx+json',
      sizeBytes: 5,
      platforms: [platform],
      morePlatforms: 1,
      layers: [{ digest, mediaType: 'a/b', sizeBytes: 0 }],
      moreLayers: 2,
      history: [
        {
          createdAt: '2026-01-31T12:00:00.000Z',
          createdBy: 'RUN a\n\tb',
          comment: 'c',
          emptyLayer: false,
        },
      ],
      moreHistory: 3,
      config: {
        author: 'a',
        user: '1000',
        workingDir: '/app',
        entrypoint: ['/bin/sh'],
        cmd: [],
        exposedPorts: ['80/tcp'],
        more: 6,
      },
      describedPlatform: platform,
      labels: { a: 'b', empty: '' },
      moreLabels: 4,
      annotations: { c: 'd' },
      moreAnnotations: 5,
      createdAt: '2026-01-31T12:00:00.000Z',
      pushedAt: '2026-01-31T12:00:00.000Z',
      subject: digest,
      partial: true,
    };
    expect(await artifactOf({ ...artifact })).toEqual(artifact);
  });

  it('lack what makes none', async () => {
    const bad = {
      mediaType: 'a/\u202Eb',
      kind: 'odd',
      artifactType: {},
      sizeBytes: 2 ** 53,
      platforms: { os: 'linux' },
      layers: 'layers',
      history: null,
      config: [],
      describedPlatform: { os: 'linux' },
      labels: [],
      annotations: 5,
      createdAt: 'yesterday',
      pushedAt: '2026-01-31',
      subject: 'x',
      partial: 'yes',
      morePlatforms: -1,
      moreLayers: 0.5,
      moreHistory: 'x',
      moreLabels: NaN,
      moreAnnotations: {},
    };
    expect(await artifactOf(bad)).toEqual(await artifactOf({ labels: {} }));
  });

  it('have a platform in words of bounded length', async () => {
    const { platforms, morePlatforms } = await artifactOf({
      platforms: [
        { os: 'x'.repeat(200_000), architecture: 'amd64\u202E' },
        {
          os: 'l\ni',
          architecture: 'a',
          variant: 'v\u200B',
          osVersion: '1\u0000',
        },
        {
          os: 'linux',
          architecture: 'a',
          digest: 'x',
          sizeBytes: -1,
          missing: 1,
        },
        { os: '', architecture: 'a' },
        { os: 'linux' },
        null,
      ],
    });
    expect(platforms).toEqual([
      { os: `${'x'.repeat(63)}…`, architecture: 'amd64‹U+202E›' },
      {
        os: 'l i',
        architecture: 'a',
        variant: 'v‹U+200B›',
        osVersion: '1‹U+0000›',
      },
      { os: 'linux', architecture: 'a' },
    ]);
    expect(morePlatforms).toBe(3);
  });

  it('have a history and labels in which everything is seen', async () => {
    const found = await artifactOf({
      history: [
        {
          createdBy: 'a\u202E\nb',
          comment: '\u0007',
          createdAt: 5,
          emptyLayer: 1,
        },
        'step',
      ],
      labels: { 'a\u200B': 'b\u202Ec\nd', bad: 5, long: 'x'.repeat(100_000) },
      annotations: { ['y'.repeat(300)]: 'a', ['y'.repeat(301)]: 'b', '': 'c' },
    });
    expect(found).toMatchObject({
      history: [{ createdBy: 'a‹U+202E›\nb', comment: '‹U+0007›' }],
      moreHistory: 1,
      labels: { 'a‹U+200B›': 'b‹U+202E›c\nd', long: `${'x'.repeat(4_095)}…` },
      moreLabels: 1,
      annotations: { [`${'y'.repeat(254)}…`]: 'a' },
      moreAnnotations: 2,
    });
    expect(found.history[0]).not.toHaveProperty('createdAt');
    expect(found.history[0]).not.toHaveProperty('emptyLayer');
  });

  it('have a label of any name', async () => {
    const labels = JSON.parse('{"__proto__":"a","constructor":"b"}');
    const { labels: found } = await artifactOf({ labels });
    expect(JSON.stringify(found)).toBe(JSON.stringify(labels));
  });

  it('have a configuration in which everything is bounded', async () => {
    const { config } = await artifactOf({
      config: {
        author: 'a\u202E',
        user: 'u'.repeat(300),
        workingDir: '/\n'.repeat(2_000),
        entrypoint: ['a\u0000', 5, ...many(200, 'b')],
        cmd: many(5, '漢'.repeat(1_000)),
        exposedPorts: ['80/tcp\u200B', ...many(60, '1')],
      },
    });
    expect(config).toEqual({
      author: 'a‹U+202E›',
      user: `${'u'.repeat(254)}…`,
      workingDir: expect.stringMatching(/^\/ [/ ]*…$/),
      entrypoint: ['a‹U+0000›', ...many(98, 'b')],
      cmd: many(2, '漢'.repeat(1_000)),
      exposedPorts: ['80/tcp‹U+200B›', ...many(49, '1')],
      more: 103 + 3 + 11,
    });
    expect(config?.workingDir).toHaveLength(1_024);
  });

  it('have lists of bounded length, with what is left out', async () => {
    const platform = { os: 'linux', architecture: 'amd64' };
    const found = await artifactOf({
      platforms: many(5_000, platform),
      morePlatforms: 10,
      layers: [...many(300, { digest, sizeBytes: -1 }), { digest: 'x' }],
      history: many(300, { createdBy: 'a' }),
      labels: Object.fromEntries(many(150, 0).map((_, at) => [`l${at}`, ''])),
    });
    expect(found).toMatchObject({
      morePlatforms: 1_010,
      moreLayers: 101,
      moreHistory: 100,
      moreLabels: 50,
    });
    expect(found.platforms).toHaveLength(4_000);
    expect(found.layers).toHaveLength(200);
    expect(found.layers[0]).toEqual({ digest, mediaType: '' });
    expect(found.history).toHaveLength(200);
    expect(Object.keys(found.labels)).toHaveLength(100);
  });

  it('are below 300 kB with all of it full', async () => {
    const wide = '漢'.repeat(5_000);
    const labels = Object.fromEntries(
      many(200, 0).map((_, at) => [`${at}${wide}`, wide]),
    );
    const long = `sha512:${'ab'.repeat(64)}`;
    const platform = {
      ...{ os: wide, architecture: wide, variant: wide, osVersion: wide },
      ...{ digest: long, compression: wide, missing: true, unchecked: true },
      sizeBytes: Number.MAX_SAFE_INTEGER,
    };
    const found = await artifactOf({
      artifactType: wide,
      platforms: many(50, platform),
      describedPlatform: platform,
      layers: many(1_000, { digest: long, mediaType: 'x'.repeat(127) }),
      history: many(1_000, { createdBy: wide, comment: wide }),
      labels,
      annotations: labels,
      config: {
        ...{ author: wide, user: wide, workingDir: wide },
        ...{ entrypoint: many(9, wide), cmd: many(200, '漢'.repeat(100)) },
        exposedPorts: many(500, wide),
      },
    });
    expect(Buffer.byteLength(JSON.stringify(found))).toBeLessThan(300_000);
    expect(Object.keys(found.labels)).toHaveLength(3);
  });
});
