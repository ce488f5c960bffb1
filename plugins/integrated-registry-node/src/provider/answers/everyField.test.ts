import {
  Artifact,
  Platform,
} from 'backstage-plugin-integrated-registry-common';
import {
  clientOf,
  digest,
  pagesOf,
  signal,
  tagsOf,
} from '../__testUtils__/clientOf';
import {
  countCases,
  digestCases,
  eitherCases,
  flagCases,
  hostCases,
  itTakesEveryField,
  lineCases,
  listCases,
  mediaTypeCases,
  momentCases,
  moreCases,
  oneOfCases,
  textCases,
} from '../__testUtils__/fieldCases';
import {
  RegistryDescriptor,
  RegistryRepository,
  RegistryTag,
} from '../registryLists';

type Given = Record<string, unknown>;

const artifactOf = (given: Given) =>
  clientOf({ getArtifact: async () => ({ digest, ...given }) }).getArtifact(
    'team/app',
    '1.0',
    { signal },
  );
const label = { 'a\u202E': 'b\u202E', odd: 5, '': 'c' };
const labels = [
  [label, { 'a‹U+202E›': 'b‹U+202E›' }],
  [['a'], {}],
  ['odd', {}],
  [null, {}],
] as const;

describe('of an image, a checked provider', () => {
  itTakesEveryField<Artifact>(
    'an artifact',
    {
      repository: [['other/app', 'team/app']],
      reference: [['latest', '1.0']],
      digest: [[digest, digest]],
      mediaType: mediaTypeCases(''),
      kind: oneOfCases(['image', 'index', 'artifact'], 'artifact'),
      artifactType: lineCases(127),
      sizeBytes: countCases(),
      platforms: listCases,
      morePlatforms: moreCases,
      layers: listCases,
      moreLayers: moreCases,
      history: listCases,
      moreHistory: moreCases,
      config: [
        [{}, {}],
        ['odd', undefined],
        [[], undefined],
      ],
      describedPlatform: [
        [
          { os: 'linux\u202E', architecture: 'arm64' },
          { os: 'linux‹U+202E›', architecture: 'arm64' },
        ],
        [{ os: 'linux' }, undefined],
        [{ architecture: 'arm64' }, undefined],
        ['odd', undefined],
      ],
      labels,
      moreLabels: moreCases,
      annotations: labels,
      moreAnnotations: moreCases,
      createdAt: momentCases,
      pushedAt: momentCases,
      subject: digestCases(),
      partial: flagCases,
    },
    artifactOf,
  );

  itTakesEveryField<Platform>(
    'a platform',
    {
      os: lineCases(64).filter(([, taken]) => taken !== undefined),
      architecture: lineCases(64).filter(([, taken]) => taken !== undefined),
      variant: lineCases(64),
      osVersion: lineCases(64),
      digest: digestCases(),
      sizeBytes: countCases(),
      compression: lineCases(64),
      missing: flagCases,
      unchecked: flagCases,
    },
    async given =>
      (
        await artifactOf({
          platforms: [{ os: 'linux', architecture: 'amd64', ...given }],
        })
      ).platforms[0],
  );

  itTakesEveryField<Artifact['layers'][number]>(
    'a layer',
    {
      digest: [[digest, digest]],
      mediaType: mediaTypeCases(''),
      sizeBytes: countCases(),
    },
    async given =>
      (await artifactOf({ layers: [{ digest, ...given }] })).layers[0],
  );

  itTakesEveryField<Artifact['history'][number]>(
    'a step of the history',
    {
      createdAt: momentCases,
      createdBy: textCases,
      comment: textCases,
      emptyLayer: eitherCases,
    },
    async given => (await artifactOf({ history: [given] })).history[0],
  );

  const words = [
    [
      ['a\u202E\n', 'b'],
      ['a‹U+202E›\n', 'b'],
    ],
    [[], []],
    [[5, ''], []],
    ['odd', undefined],
    [{ 0: 'a' }, undefined],
  ] as const;
  itTakesEveryField<NonNullable<Artifact['config']>>(
    'a configuration',
    {
      author: lineCases(255),
      user: lineCases(255),
      workingDir: lineCases(1_024),
      entrypoint: words,
      cmd: words,
      exposedPorts: [
        [
          ['80/tcp\u202E', 'x'.repeat(33)],
          ['80/tcp‹U+202E›', `${'x'.repeat(31)}…`],
        ],
        [[5], []],
        ['odd', undefined],
      ],
      more: moreCases,
    },
    async given => (await artifactOf({ config: given })).config,
  );

  itTakesEveryField<RegistryDescriptor>(
    'a descriptor',
    {
      digest: [[digest, digest]],
      mediaType: mediaTypeCases(''),
      sizeBytes: countCases(),
    },
    given =>
      clientOf({ resolve: async () => ({ digest, ...given }) }).resolve(
        'team/app',
        '1.0',
        { signal },
      ),
  );

  itTakesEveryField<RegistryRepository>(
    'a repository',
    {
      name: [['team/app', 'team/app']],
      project: lineCases(255),
      imageHost: hostCases,
      description: lineCases(500),
      updatedAt: momentCases,
      tagCount: countCases(2 ** 31 - 1),
      pullCount: countCases(),
      visibility: oneOfCases(['public', 'private']),
    },
    async given =>
      (await pagesOf([{ items: [{ name: 'team/app', ...given }] }]))[0]
        .items[0],
  );

  itTakesEveryField<RegistryTag>(
    'a tag',
    {
      name: [['1.0', '1.0']],
      digest: digestCases(),
      mediaType: mediaTypeCases(),
      pushedAt: momentCases,
      sizeBytes: countCases(),
      cached: eitherCases,
    },
    async given =>
      (await tagsOf({ items: [{ name: '1.0', ...given }] })).items[0],
  );
});
