import {
  ArtifactAnswer,
  ResolvedImage,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from 'backstage-plugin-integrated-registry-node';
import { AdmittedToWorkspace } from '../../../access';
import { StoredIntegration } from '../../../model';
import { RepositoryStore } from '../../../repository-index';
import { ImageBrowser } from '../../ImageBrowser';
import { ImageMatcher } from '../ImageMatcher';
import { ImageResolver } from '../ImageResolver';
import {
  HOSTS,
  ImageFacts,
  NAMES,
  ResolveCase,
  typeOfIntegration,
} from './randomCases';

const WORKSPACE = 'group:default/payments';
const { signal } = new AbortController();

const integrations = Object.entries(HOSTS).map(
  ([id, imageHost]) =>
    ({
      id,
      name: NAMES[id],
      type: typeOfIntegration(id),
      url: `https://${imageHost.split('/')[0]}`,
      imageHost,
      managedBy: 'config',
      workspace: WORKSPACE,
    } as StoredIntegration),
);
const admitted = { workspace: WORKSPACE, usable: integrations };

/** Resolves what is written, by the product, from registries that have what the case says. */
export async function resolveCase({
  repositories,
  written,
  policy,
}: ResolveCase): Promise<ResolvedImage> {
  const holding = (integrationId: string, repository: string) => {
    const found = repositories.filter(
      known =>
        known.integrationId === integrationId &&
        known.repository === repository,
    );
    return found.at(-1);
  };
  const find = (
    { id }: StoredIntegration,
    { repository, reference }: { repository: string; reference: string },
  ): ImageFacts => {
    const known = holding(id, repository);
    const digest = known?.tags[reference] ?? reference;
    const image = known?.images.find(held => held.digest === digest);
    if (!image) {
      throw new RegistryError('NOT_FOUND', { message: 'It is not there' });
    }
    return image;
  };
  const of = (
    integration: StoredIntegration,
    { repository, digest }: { repository: string; digest: string },
    fact: ImageFacts['refused'][number],
  ) => {
    const image = find(integration, { repository, reference: digest });
    if (image.refused.includes(fact)) {
      throw new RegistryError('FORBIDDEN', { message: 'It does not tell' });
    }
    return image;
  };
  const browser = {
    deadline: () => signal,
    getCurrentDigest: async (integration, query) =>
      find(integration, query).digest,
    getCurrentArtifact: async (integration, query) => ({
      ...present(find(integration, query)),
      ...query,
    }),
    listAllTags: async ({ id }, repository) => {
      const { tags = {}, listsDigests } = holding(id, repository) ?? {};
      return {
        complete: true,
        gaps: [],
        tags: Object.entries(tags).map(([name, digest]) => ({
          name,
          ...(listsDigests && { digest }),
        })),
      };
    },
    getCurrentVulnerabilities: async (integration, query) => {
      const { severity } = of(integration, query, 'severity');
      const state = severity === undefined ? 'notScanned' : 'finished';
      return { state, severity, counts: {}, items: [] } as never;
    },
    listCurrentReferrers: async (integration, query) => {
      const { signed } = of(integration, query, 'signature');
      const kinds = ['sbom', ...(signed ? ['signature'] : [])];
      return { items: kinds.map(kind => ({ kind })) } as never;
    },
  } satisfies Partial<ImageBrowser>;
  const store = {
    get: async (id, repository) => holding(id, repository) as never,
  } satisfies Partial<RepositoryStore>;
  const resolver = new ImageResolver({
    browser: browser as unknown as ImageBrowser,
    matcher: new ImageMatcher(store as unknown as RepositoryStore),
  });
  const { host, integrationId, repository, tag, digest } = written;
  return resolver.resolve(admitted as unknown as AdmittedToWorkspace, {
    workspace: WORKSPACE,
    policy,
    ...(integrationId === undefined
      ? {
          reference: [
            host ? `${host}/` : '',
            repository,
            tag ? `:${tag}` : '',
            digest ? `@${digest}` : '',
          ].join(''),
        }
      : { selection: { integrationId, repository, tag, digest } }),
  });
}

function present(image: ImageFacts): ArtifactAnswer {
  const { digest, kind, type, platforms, unread } = image;
  return {
    digest,
    kind,
    ...(type && { artifactType: type }),
    platforms: platforms.map(({ name, state }) => {
      const [os, architecture, variant] = name.split('/');
      return { os, architecture, variant, digest, [state]: true };
    }),
    ...(unread && { morePlatforms: 1, partial: true }),
  } as unknown as ArtifactAnswer;
}
