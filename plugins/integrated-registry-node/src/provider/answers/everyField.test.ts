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
  lineCases,
  listCases,
  mediaTypeCases,
  momentCases,
  moreCases,
  oneOfCases,
  otherwiseTaken,
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
  it('takes every field of an artifact', async () => {
    expect(
      await otherwiseTaken<Artifact>(
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
      ),
    ).toEqual([]);
  });

  it('takes every field of a platform', async () => {
    expect(
      await otherwiseTaken<Platform>(
        {
          os: lineCases(64).filter(([, taken]) => taken !== undefined),
          architecture: lineCases(64).filter(
            ([, taken]) => taken !== undefined,
          ),
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
      ),
    ).toEqual([]);
  });

  it('takes every field of a layer', async () => {
    expect(
      await otherwiseTaken<Artifact['layers'][number]>(
        {
          digest: [[digest, digest]],
          mediaType: mediaTypeCases(''),
          sizeBytes: countCases(),
        },
        async given =>
          (
            await artifactOf({ layers: [{ digest, ...given }] })
          ).layers[0],
      ),
    ).toEqual([]);
  });

  it('takes every field of a step of the history', async () => {
    expect(
      await otherwiseTaken<Artifact['history'][number]>(
        {
          createdAt: momentCases,
          createdBy: textCases,
          comment: textCases,
          emptyLayer: eitherCases,
        },
        async given => (await artifactOf({ history: [given] })).history[0],
      ),
    ).toEqual([]);
  });

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
  it('takes every field of a configuration', async () => {
    expect(
      await otherwiseTaken<NonNullable<Artifact['config']>>(
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
      ),
    ).toEqual([]);
  });

  it('takes every field of a descriptor', async () => {
    expect(
      await otherwiseTaken<RegistryDescriptor>(
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
      ),
    ).toEqual([]);
  });

  it('takes every field of a repository', async () => {
    expect(
      await otherwiseTaken<RegistryRepository>(
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
          (
            await pagesOf([{ items: [{ name: 'team/app', ...given }] }])
          )[0].items[0],
      ),
    ).toEqual([]);
  });

  it('takes every field of a tag', async () => {
    expect(
      await otherwiseTaken<RegistryTag>(
        {
          name: [['1.0', '1.0']],
          digest: digestCases(),
          mediaType: mediaTypeCases(),
          pushedAt: momentCases,
          sizeBytes: countCases(),
          cached: eitherCases,
        },
        async given =>
          (
            await tagsOf({ items: [{ name: '1.0', ...given }] })
          ).items[0],
      ),
    ).toEqual([]);
  });
});
