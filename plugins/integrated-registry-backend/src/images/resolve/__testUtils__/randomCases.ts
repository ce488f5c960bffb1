import {
  ImagePolicy,
  imagePolicySchema,
} from 'backstage-plugin-integrated-registry-common';
import { digestOf, Random } from 'registry-simulator';

/** What is true of an image, whatever anybody says of it. */
export interface ImageFacts {
  digest: string;
  kind: 'image' | 'index' | 'artifact';
  /** Of an artifact, or of an index of artifacts. */
  type?: string;
  platforms: { name: string; state: 'there' | 'missing' | 'unchecked' }[];
  /** Could not everything be read? */
  unread: boolean;
  /** The worst known vulnerability; undefined where there is no report. */
  severity?: string;
  signed: boolean;
  /** What the registry refuses to tell. */
  refused: ('severity' | 'signature')[];
}

/** A repository of one integration. */
export interface RepositoryFacts {
  integrationId: string;
  repository: string;
  images: ImageFacts[];
  tags: Record<string, string>;
  /** Are the digests of tags in the list of tags? */
  listsDigests: boolean;
}

export interface Written {
  /** Undefined where the choice says of which integration it is. */
  host?: string;
  integrationId?: string;
  repository: string;
  tag?: string;
  digest?: string;
}

export interface ResolveCase {
  repositories: RepositoryFacts[];
  written: Written;
  policy: ImagePolicy;
}

export const HOSTS: Record<string, string> = {
  'harbor-1': 'registry.example.com',
  'docker-1': 'images.example.com:5000',
  'jfrog-1': 'artifactory.example.com/docker-local',
  // The same registry, as another integration sees it.
  'harbor-2': 'registry.example.com',
};
export const NAMES: Record<string, string> = {
  'harbor-1': 'Company registry',
  'docker-1': 'Team registry',
  'jfrog-1': 'Artifactory',
  'harbor-2': 'Shared registry',
};
export const typeOfIntegration = (id: string) => id.split('-')[0];

const INTEGRATIONS = Object.keys(HOSTS);
const REPOSITORIES = ['app', 'team/app', 'team/a/b', 'library/nginx'];
const TYPES = [
  'application/vnd.cncf.helm.config.v1+json',
  'application/vnd.wasm.config.v0+json',
  'application/spdx+json',
];
/** The mildest first. */
export const SEVERITIES = [
  'none',
  'unknown',
  'negligible',
  'low',
  'medium',
  'high',
  'critical',
];
const PLATFORMS = [
  ...['', '/v1', '/v2', '/v3', '/1', '/0', '/weird'].map(
    v => `linux/amd64${v}`,
  ),
  ...['', '/v8', '/8', '/v8.0', '/v8.2', '/v8.6', '/v9', '/9.0', '/v9.2'].map(
    variant => `linux/arm64${variant}`,
  ),
  ...['', '/v4', '/v5', '/v6', '/6', '/v7', '/v8'].map(v => `linux/arm${v}`),
  ...['linux/armhf', 'linux/armhf/v6', 'linux/armel', 'linux/aarch64'],
  ...['linux/x86_64', 'linux/x86-64/v3', 'linux/386', 'linux/i386/pentium'],
  ...['LINUX/AMD64', 'windows/amd64', 'darwin/arm64', 'macos/arm64'],
  ...['linux/s390x', 'linux/s390x/z13', 'linux/ppc64le', 'wasi/wasm'],
];
const SUFFIXES = ['', '', '', '-alpine', '-alpine3.20', '-bookworm-slim'];
const PRERELEASES = ['', '', '', '-rc.1', '-rc.2', '-beta', '-0', '-01'];
const OTHER_TAGS = [
  ...['latest', 'main', 'sha-7482910', '7482910', '20240131'],
  ...['1.2.3_build.10', '10.0.17763.9', 'release-1.2.3', 'v', '1.2.x'],
];

function version(random: Random): string {
  const parts = 1 + random.number(3);
  return Array.from({ length: parts }, () => random.number(4)).join('.');
}

function randomTag(random: Random): string {
  return random.chance(20)
    ? random.of(OTHER_TAGS)
    : `${random.of(['', '', 'v'])}${version(random)}${random.of(
        PRERELEASES,
      )}${random.of(SUFFIXES)}`;
}

function bound(random: Random): string {
  const operator = random.of(
    '>= > < <= = ~ ^ ~> != => =<'.split(' ').concat(['', '>=', '<']),
  );
  const whole = [0, 1, 2].map(() => random.number(4)).join('.');
  const named = random.of([
    ...[version(random), version(random), whole, `v${whole}`],
    `${whole}${random.of(['-rc.1', '-beta'])}`,
    ...[`${random.number(4)}.x`, `${random.number(4)}.${random.number(4)}.x`],
  ]);
  return `${operator}${random.chance(15) ? ' ' : ''}${named}`;
}

function range(random: Random): string {
  const one = () =>
    random.chance(10)
      ? `${version(random)} - ${version(random)}`
      : random.of([
          ...['*', '3.x-0', '1.x.x-0', '>=0'],
          ...Array.from({ length: 12 }, () =>
            Array.from({ length: 1 + random.number(3) }, () =>
              bound(random),
            ).join(random.of([' ', ', ', ','])),
          ),
        ]);
  return random.chance(20) ? `${one()} || ${one()}` : one();
}

/** A policy that the contract takes. */
export function randomPolicy(random: Random): ImagePolicy {
  const maybe = (rule: string, percent: number, value: () => unknown) =>
    random.chance(percent) ? { [rule]: value() } : {};
  const { data } = imagePolicySchema.safeParse({
    pin: random.of(['tag', 'digest', 'both']),
    ...maybe('registries', 15, () =>
      random.some([...INTEGRATIONS, ...Object.values(NAMES), 'Another'], 4),
    ),
    ...maybe('types', 15, () => random.some(['harbor', 'docker', 'jfrog'], 2)),
    ...maybe('repositories', 20, () =>
      random.some(
        ['team/*', 'team/**', '**', '*', '**/app', 'library/n?inx'],
        2,
      ),
    ),
    ...maybe('tagPattern', 20, () =>
      random.of([
        '\\d+\\..*',
        'v?[0-3].*',
        '.*alpine.*',
        '[a-z]+',
        '1|2',
        '.*',
      ]),
    ),
    ...maybe('semverRange', 40, () => range(random)),
    ...maybe('variant', 15, () =>
      random.of(['alpine', 'alpine*', 'slim', '*', 'rc.*', 'bookworm-slim']),
    ),
    ...maybe('prerelease', 30, () => random.chance(70)),
    ...maybe('artifactTypes', 15, () =>
      random.some([...TYPES, TYPES[0].toUpperCase()], 2),
    ),
    ...maybe('platform', 30, () => random.of(PLATFORMS)),
    ...maybe('maxSeverity', 20, () =>
      random.of(['none', 'low', 'medium', 'high', 'critical']),
    ),
    ...maybe('requireSignature', 15, () => random.chance(80)),
    ...maybe('allowCustom', 40, () => random.chance(80)),
  });
  return data ?? randomPolicy(random);
}

export function randomImage(random: Random, number: number): ImageFacts {
  const kind = random.of([
    'image',
    'image',
    'index',
    'index',
    'artifact',
  ] as const);
  const some = random.some(PLATFORMS, 4).map(name => ({
    name,
    state: random.chance(85)
      ? ('there' as const)
      : random.of(['missing', 'unchecked'] as const),
  }));
  const runs = kind === 'image' || (kind === 'index' && random.chance(70));
  const platforms = kind === 'image' ? some.slice(0, random.number(2)) : some;
  return {
    digest: digestOf(Buffer.from(`image ${number}`)),
    kind,
    ...(!runs && random.chance(80) && { type: random.of(TYPES) }),
    platforms: runs ? platforms : [],
    unread: kind === 'index' && random.chance(20),
    ...(random.chance(80) && { severity: random.of(SEVERITIES) }),
    signed: random.chance(60),
    refused: (['severity', 'signature'] as const).filter(() =>
      random.chance(8),
    ),
  };
}

export function randomCase(
  random: Random,
  images: readonly ImageFacts[],
  policies: readonly ImagePolicy[],
): ResolveCase {
  const repositories = random.some(INTEGRATIONS, 2).map(integrationId => {
    const held = random.some(images, 3);
    return {
      integrationId,
      repository: random.of(REPOSITORIES),
      images: held,
      tags: Object.fromEntries(
        Array.from({ length: random.number(5) }, () => [
          randomTag(random),
          random.of(held).digest,
        ]),
      ),
      listsDigests: random.chance(50),
    };
  });
  const { integrationId, repository, tags } = random.of(repositories);
  const known = Object.keys(tags);
  const held = random.of(repositories).images;
  const named = {
    ...(random.chance(75) && {
      tag:
        random.chance(85) && known.length
          ? random.of(known)
          : randomTag(random),
    }),
    ...(random.chance(50) && {
      digest: random.chance(90) ? random.of(held).digest : images[0].digest,
    }),
  };
  return {
    repositories,
    written: random.chance(40)
      ? { integrationId, repository, tag: random.of(['1.0', 'v']), ...named }
      : {
          host: random.of([
            ...[HOSTS[integrationId], HOSTS[integrationId]],
            ...[
              HOSTS[integrationId].toUpperCase(),
              '',
              'elsewhere.example.com',
            ],
          ]),
          repository,
          ...named,
        },
    policy: random.of(policies),
  };
}
