import { sortTags } from './sortTags';
import { TagConventions } from './TagConventions';
import { tagKey } from './tagKey';
import { placeOf } from './tagOrder';

/** Numbers below a limit, the same in every run. */
function randomBelow(state = 1) {
  let last = state;
  return (limit: number) => {
    last = (last * 48_271) % 2_147_483_647;
    return last % limit;
  };
}

const namesOf = (tags: readonly { name: string }[]) =>
  tags.map(({ name }) => name);
const sorted = async (names: readonly string[]) => {
  const tags = names.map(name => ({ name }));
  return namesOf(await sortTags(tags, await TagConventions.of(tags)));
};

/** Each list is newest first. */
const examples: [what: string, tags: string][] = [
  ['versions', '10.0.0 9.10.0 9.9.1 9.9 1'],
  ['four parts and more', '10.0.17763.10 10.0.17763.9 10.0.17763 10.0.9.9.9'],
  ['the same version', '1.2.0 v1.2.0 1.2 v1 0.9'],
  ['letters behind versions', '1.1.1w 1.1.1a 1.1.1 1.1.0z'],
  ['variants', '1.2.3 1.2.3-alpine 1.2.3-debian-12 1.2.2 1.2.2-alpine'],
  ['versions of variants', '1.2.3-alpine3.20 1.2.3-alpine3.9 1.2.2-alpine3.21'],
  ['revisions', '1.2.3 1.2.3-debian-12-r10 1.2.3-debian-12-r9 1.2.2'],
  ['builds of versions', '1.2.3 1.2.3_build.10 1.2.3_build.9 1.2.2_build.11'],
  [
    'prereleases',
    '2.0.0 2.0.0-slim 2.0.0-rc.10 2.0.0-rc.9 2.0.0-rc.9-slim 2.0.0-rc 2.0.0-beta.2 2.0.0-alpha 2.0.0-SNAPSHOT 1.9.9',
  ],
  [
    'prereleases of Python',
    '3.13.1 3.13.0 3.13.0rc2 3.13.0b4 3.13.0a10 3.13.0a9',
  ],
  ['versions of Java', '21.0.10_7-jdk 21.0.9_12-jdk 8u402-b06 8u392-b08'],
  ['dates', '20240101 20231231 latest'],
  ['dates with dashes', '2024-01-01 2023-12-31 2023-02-10'],
  ['dates, differently written', '2024-01-02 20240101 2023-12-31'],
  ['dates behind a word', 'main main-20240101 main-20231231'],
  ['dates with times', '20240101120000 20231231235959 20231231 20231230'],
  [
    'times, differently written',
    '20240102 20240101235959 20240101T120000Z 202401011130 20240101-010203 20240101',
  ],
  [
    'times with dashes',
    'RELEASE.2024-01-11T07-46-16Z RELEASE.2024-01-11T07-05-00Z RELEASE.2023-12-31T23-59-59Z',
  ],
  ['builds of a day', '20240101.10 20240101.9 20240101 20231231.11'],
  ['versions beside dates', '3.20 3.19.1 20240807 20230901 edge'],
  ['years and months', '2024.10 2024.9 2023.12'],
  ['build numbers', 'build-100 build-10 build-9'],
  ['build numbers of any length', 'build-10000000 build-9999999 build-9'],
  ['build numbers without a word', '1000001 1000000 999999 latest'],
  ['times of Unix', 'main-1704067200 main-1703980800'],
  ['words before versions', 'release-1.10.0 rel_1.9.1 Version-1.9.0 v1.8 1.7'],
  ['services before versions', 'api-1.10.0 api-1.9.0 web-1.11.0 web-1.2.0'],
  ['underscores', '1_10_0 1_9_0'],
  ['leading zeros', '1.010 1.9 1.08'],
  [
    'numbers that are longer than any',
    `1.${'9'.repeat(60)} 1.${'8'.repeat(60)} 1.9`,
  ],
  [
    'names',
    '1.0 latest latest-alpine edge edge-slim feature-10 feature-9 main',
  ],
  ['commit hashes', '1.2.3 latest main 3f2a9c1 7482910 a1b2c3d'],
  ['a commit hash in digits', '1.2.3 1.2.2 latest 7482910'],
  [
    'commit hashes behind a word',
    'main main-3f2a9c1 main-7482910 main-9e8d7c6',
  ],
  ['dates before commit hashes', '20240102-7482910 20240101-3f2a9c1'],
  ['versions of git', 'v1.2-14-g2414721 v1.2-9-g9a8b7c6'],
  ['no version number', '1.2.3 1.2-alpine 1.2.x 1.1'],
  ['separators alone', '1.0 _. __'],
];

describe('the order of tags that say when or what', () => {
  it.each(examples)('is newest first: %s', async (_, list) => {
    const names = list.split(' ');
    const random = randomBelow();
    const shuffled = names
      .map(name => ({ name, at: random(1_000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ name }) => name);
    expect(await sorted([...shuffled].reverse())).toEqual(names);
    expect(await sorted(shuffled)).toEqual(names);
  });

  const PARTS = [
    ...[
      'v',
      'release-',
      'main',
      'latest',
      'alpine',
      'rc',
      'beta.',
      'build',
      'x',
    ],
    ...['1', '2', '10', '007', '20240101', '20231231235959', '2024-01-01'],
    ...['3f2a9c1', '7482910', '7482911', '1.2', '1.2.3', '10.0.17763.9'],
    ...['-', '.', '_', 'T', 'a', '0'],
  ];

  function randomTags(count: number): string[] {
    const random = randomBelow(7);
    const tags = new Set<string>();
    while (tags.size < count) {
      const parts = Array.from(
        { length: 1 + random(6) },
        () => PARTS[random(PARTS.length)],
      );
      tags.add(parts.join(random(2) ? '-' : '').slice(0, 128));
    }
    return [...tags];
  }

  it('is the same from wherever a list begins', async () => {
    const names = randomTags(1_000);
    const once = await sorted(names);
    expect(await sorted([...names].reverse())).toEqual(once);
    expect(await sorted(once)).toEqual(once);
    expect(new Set(once).size).toBe(names.length);
  });

  it.each(['semver', 'name', '-name', 'pushedAt'] as const)(
    'is total by %s: any two are in one order, and no three in a circle',
    async order => {
      const random = randomBelow(3);
      const tags = randomTags(300).map(name => ({
        name,
        pushedAt: `2026-01-0${1 + random(9)}T00:00:00.000Z`,
      }));
      const conventions = await TagConventions.of(tags);
      const placed = (tag: (typeof tags)[number]) =>
        placeOf(order, tag, conventions);
      const compare = (
        a: (typeof tags)[number],
        b: (typeof tags)[number],
      ): number => {
        const [first, second] = [placed(a), placed(b)];
        return (
          first.key - second.key ||
          Number(first.text > second.text) - Number(first.text < second.text)
        );
      };
      const broken: unknown[] = [];
      for (let at = 0; at < 5_000; at++) {
        const [a, b, c] = Array.from({ length: 3 }, () => tags[random(300)]);
        const [ab, ba] = [compare(a, b), compare(b, a)].map(Math.sign);
        if (ab !== (0 - ba || 0) || (ab === 0) !== (a === b)) {
          broken.push([a, b]);
        }
        if (ab <= 0 && compare(b, c) <= 0 && compare(a, c) > 0) {
          broken.push([a, b, c]);
        }
      }
      expect(broken).toEqual([]);
    },
  );

  it('takes a work that grows with the length of a tag', () => {
    for (const part of ['1', '1.', '1-', 'a', 'a1', 'f1', '-', '20240101-']) {
      const name = part.repeat(128).slice(0, 128);
      const key = tagKey(name, TagConventions.none);
      expect(key.length).toBeLessThanOrEqual(5 * name.length);
    }
  });

  it('is found for 100,000 tags', async () => {
    const names = Array.from(
      { length: 100_000 },
      (_, at) => `main-${20_200_101 + at}-${(at * 7_919).toString(16)}`,
    );
    const [first] = await sorted(names);
    expect(first).toMatch(/^main-20/);
  });
});
