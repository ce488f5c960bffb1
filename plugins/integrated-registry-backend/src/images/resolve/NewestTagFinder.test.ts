import {
  ImagePolicy,
  message,
  NewestTag,
  Tag,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryGap } from 'backstage-plugin-integrated-registry-node';
import { StoredIntegration } from '../../model';
import { ImageBrowser } from '../ImageBrowser';
import { NewestTagFinder } from './NewestTagFinder';

const image = {
  integration: {} as StoredIntegration,
  repository: 'team/app',
};

function find(
  tags: readonly (string | Tag)[],
  newest: NewestTag,
  policy: Partial<ImagePolicy> = {},
  gaps: RegistryGap[] = [],
) {
  const listAllTags = async () => ({
    tags: tags.map(tag => (typeof tag === 'string' ? { name: tag } : tag)),
    complete: gaps.every(({ code }) => code === 'DETAILS'),
    gaps,
  });
  return new NewestTagFinder({ listAllTags } as unknown as ImageBrowser).find(
    image,
    newest,
    { pin: 'both', ...policy },
    AbortSignal.abort(),
  );
}

const gap = (code: RegistryGap['code']) =>
  worded({
    scope: { kind: 'repository', name: 'team/app' } as const,
    code,
    message: message('NOT_ASKED_AGAIN', { name: 'The registry' }),
    remedy: message('TYPE_TAG_OR_DELETE_TAGS'),
  });

const at = (name: string, day: number): Tag => ({
  name,
  pushedAt: `2026-01-0${day}T00:00:00.000Z`,
});

const versions =
  '1.2.0 1.10.0 1.9.0 2.0.0-rc.2 2.0.0-beta.9 1.10.0-alpine 1.9.0-alpine 1.10.0-alpine3.20 latest 7482910 20240131'.split(
    ' ',
  );

describe('the newest tag', () => {
  it.each<[rule: NewestTag, found: string, policy?: Partial<ImagePolicy>]>([
    [{ semverRange: '>=1' }, '1.10.0'],
    [{ semverRange: '1.9.x' }, '1.9.0'],
    [{ semverRange: '>=1', prerelease: true }, '2.0.0-rc.2'],
    [{ semverRange: '>=1', variant: 'alpine' }, '1.10.0-alpine'],
    [{ semverRange: '<1.10', variant: 'alpine*' }, '1.9.0-alpine'],
    [{ variant: 'alpine3.*' }, '1.10.0-alpine3.20'],
    [{ tagPattern: '1\\.\\d+\\.0' }, '1.10.0'],
    [{ tagPattern: '1\\.9\\..*' }, '1.9.0'],
    [{ tagPattern: 'latest' }, 'latest'],
    // The rules of the policy hold as well.
    [{ semverRange: '>=1' }, '1.9.0', { semverRange: '<1.10' }],
    [{ semverRange: '>=1' }, '1.2.0', { tagPattern: '1\\.2.*' }],
  ])('of %j is %s', async (...[rule, found, policy]) => {
    expect(await find(versions, rule, policy)).toBe(found);
    expect(await find([...versions].reverse(), rule, policy)).toBe(found);
  });

  it.each<[tags: string, tagPattern: string, found: string]>([
    ['main-20231231 main-20240101 main latest', 'main.*', 'main-20240101'],
    ['build-9 build-100 build-10', 'build-.*', 'build-100'],
    ['10.0.17763.9 10.0.17763.10', '10\\..*', '10.0.17763.10'],
    ['2024-01-01 2023-12-31 latest', '.*', '2024-01-01'],
    ['main-3f2a9c1', 'main-.*', 'main-3f2a9c1'],
  ])('of %s is by numbers and dates: %s', async (tags, tagPattern, found) => {
    expect(await find(tags.split(' '), { tagPattern })).toBe(found);
  });

  it('is the one of the highest version, whichever was pushed last', async () => {
    const tags = [at('2.0.0', 1), at('1.9.9', 2)];
    expect(await find(tags, { semverRange: '>=1' })).toBe('2.0.0');
  });

  it('is the one that was pushed last where no version is asked for', async () => {
    const tags = [at('main-a1b2c3d', 1), at('main-3f2a9c1', 3), at('x', 9)];
    expect(await find(tags, { tagPattern: 'main-.*' })).toBe('main-3f2a9c1');
    const atOnce = [at('main-9', 1), at('main-10', 1)];
    expect(await find(atOnce, { tagPattern: 'main-.*' })).toBe('main-10');
  });

  it.each([
    ['main-3f2a9c1 main-a1b2c3d', 'main-3f2a9c1 or main-a1b2c3d'],
    ['main stable', 'main or stable'],
    ['api-1.0 web-2.0', 'api-1.0 or web-2.0'],
    ['3.20 20240131', '3.20 or 20240131'],
  ])('is not guessed where names do not tell it: %s', async (tags, said) => {
    await expect(find(tags.split(' '), { tagPattern: '.*' })).rejects.toThrow(
      `It cannot be told which tag of team/app is the newest that fits the rule tagPattern .*: ${said}. Ask the owner of the template to narrow the rule`,
    );
  });

  it.each<[rule: NewestTag, policy: Partial<ImagePolicy>, said: string]>([
    [
      { semverRange: '>=3' },
      {},
      'the rule semverRange >=3. The nearest are: 1.10.0, 1.9.0, 1.2.0.',
    ],
    [
      { semverRange: '>=3', variant: 'alpine' },
      { prerelease: true },
      'the rule semverRange >=3, variant alpine, prerelease true. The nearest are: 1.10.0-alpine, 1.9.0-alpine.',
    ],
    [
      { tagPattern: 'stable-.*' },
      {},
      'the rule tagPattern stable-.*. The nearest are: 2.0.0-beta.9, 1.10.0, 1.10.0-alpine, 1.10.0-alpine3.20, 1.9.0.',
    ],
  ])('of %j %j is none, and the nearest are named', async (...args) => {
    const [rule, policy, said] = args;
    await expect(
      find(
        versions.filter(tag => tag !== '2.0.0-rc.2'),
        rule,
        policy,
      ),
    ).rejects.toThrow(`No tag of team/app fits ${said}`);
  });

  it('of no tags is none', async () => {
    await expect(find([], { semverRange: '>=3' })).rejects.toThrow(
      'team/app has no tags, so none fits the rule semverRange >=3. Choose another repository',
    );
  });

  it('is not known of a list that is not whole', async () => {
    await expect(
      find(versions, { semverRange: '>=1' }, {}, [
        gap('DETAILS'),
        gap('LIMIT'),
      ]),
    ).rejects.toThrow(
      'The newest tag of team/app is not known, because not all of its tags could be read. The registry has not answered, so it was not asked again. It may be overloaded or unreachable. Type the tag if you know it',
    );
    const known = await find(versions, { semverRange: '>=1' }, {}, [
      gap('DETAILS'),
    ]);
    expect(known).toBe('1.10.0');
  });

  it('is found among 10,000 tags', async () => {
    const tags = Array.from(
      { length: 10_000 },
      (_, number) => `1.${number % 100}.${Math.floor(number / 100)}`,
    );
    expect(await find(tags, { semverRange: '>=1.5 <1.42' })).toBe('1.41.99');
  });
});
