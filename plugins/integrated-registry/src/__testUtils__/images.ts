import {
  ArtifactAnswer,
  Repository,
  RepositoryList,
  RepositorySource,
  ResolvedImage,
  RuleVerdict,
  TagList,
  VulnerabilityAnswer,
} from 'backstage-plugin-integrated-registry-common';
import { aFakeApi, FakeApi } from './fakeApi';

export const digest = `sha256:${'ab'.repeat(32)}`;

export const source: RepositorySource = {
  integrationId: 'one',
  name: 'Company registry',
  type: 'docker',
  shared: false,
  imageHost: 'registry.example.com',
  health: { state: 'healthy' },
  repositoryIndex: {
    state: 'finished',
    repositories: 2,
    complete: true,
  },
};

export function repository(name: string, integrationId = 'one'): Repository {
  return { integrationId, name, imageHost: 'registry.example.com' };
}

export function list(
  items: Repository[],
  more: Partial<RepositoryList> = {},
): RepositoryList {
  return {
    items,
    complete: true,
    asOf: '2026-05-01T08:00:00.000Z',
    ...more,
  };
}

export const tags: TagList = {
  items: [{ name: '1.2.0' }, { name: '1.1.0' }],
  totalItems: 2,
  complete: true,
  asOf: '2026-05-01T08:00:00.000Z',
  sortedBy: 'semver',
};

export const artifact: ArtifactAnswer = {
  repository: 'team/app',
  reference: '1.2.0',
  digest,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  kind: 'index',
  sizeBytes: 12_400_000,
  platforms: [
    { os: 'linux', architecture: 'amd64' },
    { os: 'linux', architecture: 'arm64' },
  ],
  layers: [],
  history: [],
  labels: {},
  annotations: {},
  createdAt: '2026-04-01T08:00:00.000Z',
  pullReference: `registry.example.com/team/app:1.2.0@${digest}`,
  asOf: '2026-05-01T08:00:00.000Z',
};

export const resolved: ResolvedImage = {
  reference: `registry.example.com/team/app:1.2.0@${digest}`,
  integrationId: 'one',
  integrationName: 'Company registry',
  imageHost: 'registry.example.com',
  repository: 'team/app',
  tag: '1.2.0',
  digest,
  platforms: [],
  passed: true,
  rules: [],
};

export function scanned(
  report: Partial<VulnerabilityAnswer>,
): VulnerabilityAnswer {
  return {
    state: 'finished',
    counts: {},
    items: [],
    repository: 'team/app',
    digest,
    asOf: '2026-05-01T08:00:00.000Z',
    ...report,
  };
}

/** The backend, with one registry that has two repositories. */
export function anImageApi(
  changes: Parameters<typeof aFakeApi>[0] = {},
): FakeApi {
  return aFakeApi({
    searchRepositories: async () =>
      list([repository('team/app'), repository('team/worker')]),
    listRepositorySources: async () => ({ items: [source] }),
    listTags: async () => tags,
    getArtifact: async ({ reference }) => ({ ...artifact, reference }),
    resolveImage: async () => resolved,
    getVulnerabilities: async () => scanned({ state: 'unsupported' }),
    ...changes,
  });
}

/** An API that refuses each image by a rule, naming the image. */
export function aRefusingApi(rule: RuleVerdict['rule']) {
  return anImageApi({
    resolveImage: async ({ reference }) => ({
      ...resolved,
      passed: false,
      rules: [{ rule, passed: false, message: `not ${reference}` }],
    }),
  });
}
