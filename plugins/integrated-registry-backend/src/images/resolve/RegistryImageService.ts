import {
  familiarImageReference,
  formatImageReference,
  imageNameOf,
  ImagePolicy,
  ImageReference,
  ImageReferenceError,
  ImageSelection,
  ImageUse,
  ImageUseList,
  ImageUseListQuery,
  message,
  needsFact,
  ParsedImage,
  ParseImageQuery,
  parseImageReference,
  RecordImageUseRequest,
  RegistryFailure,
  ResolvedImage,
  ResolveImageRequest,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from 'backstage-plugin-integrated-registry-node';
import { imageHostState } from '../../connections';
import {
  CallerOptions,
  callerRef,
  inputError,
  notFoundError,
  StoredIntegration,
} from '../../model';
import { decodeCursor, encodeCursor } from '../../platform';
import { RepositoryStore } from '../../repository-index';
import { boundPlatforms } from '../artifacts/boundArtifact';
import { ImageService } from '../ImageService';
import { RegistryImageBrowser } from '../RegistryImageBrowser';
import { DatabaseImageUseStore } from '../uses/DatabaseImageUseStore';
import { ImageMatch, integrationsOf, isImageHostUsable } from './integrationOf';
import { judgeImage } from './judgeImage';

export interface ImageServiceOptions {
  browser: RegistryImageBrowser;
  repositories: RepositoryStore;
  uses: DatabaseImageUseStore;
}

type Options = CallerOptions & { usable?: readonly StoredIntegration[] };

const anyImage: ImagePolicy = { pin: 'both' };

export class RegistryImageService implements ImageService {
  readonly #options: ImageServiceOptions;

  constructor(options: ImageServiceOptions) {
    this.#options = options;
  }

  async resolve(
    request: ResolveImageRequest,
    options: Options,
  ): Promise<ResolvedImage> {
    const { usable = [] } = options;
    const policy = request.policy ?? anyImage;
    if (request.selection) {
      const { integrationId, repository, tag, digest } = request.selection;
      const integration = usable.find(({ id }) => id === integrationId);
      if (!integration) {
        throw notFoundError(
          message('NO_SUCH_INTEGRATION', { id: integrationId }),
        );
      }
      refuseUnproven(integration, request.workspace);
      return this.#resolve(
        { integration, repository },
        this.#referenceOf(integration, request.selection),
        { tag, digest },
        policy,
        options,
      );
    }
    const reference = read(request.reference ?? '');
    const match = await this.#match(reference, usable, request.workspace);
    // What everybody means where nothing is written, as the container tools do.
    const tag =
      reference.tag ?? (reference.digest === undefined ? 'latest' : undefined);
    return match
      ? this.#resolve(
          match,
          reference,
          { tag, digest: reference.digest },
          policy,
          options,
        )
      : outsideImage({ ...reference, ...(tag && { tag }) }, policy);
  }

  async parse(
    query: ParseImageQuery,
    { usable = [] }: Options,
  ): Promise<ParsedImage> {
    const reference = read(query.reference);
    const match = await this.#match(reference, usable, query.workspace);
    return {
      reference: formatImageReference(reference),
      familiar: familiarImageReference(reference),
      imageHost: reference.domain,
      repository: reference.path,
      ...(reference.tag !== undefined && { tag: reference.tag }),
      ...(reference.digest !== undefined && { digest: reference.digest }),
      ...(match && {
        integrationId: match.integration.id,
        integrationRepository: match.repository,
      }),
    };
  }

  async listUses(query: ImageUseListQuery): Promise<ImageUseList> {
    const cursor = query.cursor && decodeCursor(query.cursor, 2);
    const found = await this.#options.uses.list(
      query,
      cursor ? { usedAt: cursor[0], id: cursor[1] } : undefined,
    );
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items,
      ...(found.length > items.length &&
        last && { nextCursor: encodeCursor([last.usedAt, last.id]) }),
      complete: true,
      asOf: new Date().toISOString(),
    };
  }

  async recordUse(
    request: RecordImageUseRequest,
    options: Options,
  ): Promise<ImageUse> {
    const reference = read(request.reference);
    const match = await this.#match(
      reference,
      options.usable ?? [],
      request.workspace,
    );
    return this.#options.uses.record({
      workspace: request.workspace,
      ...(match && { integrationId: match.integration.id }),
      reference: formatImageReference(reference),
      repository: match?.repository ?? reference.path,
      ...(reference.tag !== undefined && { tag: reference.tag }),
      ...(reference.digest !== undefined && { digest: reference.digest }),
      usedBy: request.usedBy.toLocaleLowerCase('en-US'),
      chosenBy: callerRef(options),
    });
  }

  /** Several integrations may have one image host; the one that knows the repository is meant. */
  async #match(
    reference: ImageReference,
    usable: readonly StoredIntegration[],
    workspace: string,
  ): Promise<ImageMatch | undefined> {
    const matches = integrationsOf(reference, usable, workspace);
    for (const match of matches.length > 1 ? matches : []) {
      const known = await this.#options.repositories.get(
        match.integration.id,
        match.repository,
      );
      if (known) {
        return match;
      }
    }
    return matches[0];
  }

  async #resolve(
    { integration, repository }: ImageMatch,
    image: ImageReference,
    { tag, digest }: { tag?: string; digest?: string },
    policy: ImagePolicy,
    options: CallerOptions,
  ): Promise<ResolvedImage> {
    const { browser } = this.#options;
    const until = browser.deadline(repository);
    const answer = await browser.getCurrentArtifact(
      {
        repository,
        // A digest says more than the tag beside it, which may have moved on.
        reference: digest ?? tag ?? 'latest',
      },
      { ...options, integration, platform: policy.platform, until },
    );
    const query = { repository, digest: answer.digest };
    const rules = judgeImage(
      {
        integration,
        repository,
        tag,
        artifact: answer,
        // Asked for only where it matters: each is another request to the registry.
        ...(needsFact(policy, 'vulnerabilities') && {
          vulnerabilities: await orFailure(() =>
            browser.getCurrentVulnerabilities(integration, query, { until }),
          ),
        }),
        ...(needsFact(policy, 'referrers') && {
          referrers: await orFailure(() =>
            browser.listCurrentReferrers(integration, query, { until }),
          ),
        }),
      },
      policy,
    );
    return {
      reference: pinned(image, { tag, digest: answer.digest }, policy),
      integrationId: integration.id,
      integrationName: integration.name,
      imageHost: imageNameOf(integration.imageHost, repository).imageHost,
      repository,
      ...(tag !== undefined && { tag }),
      digest: answer.digest,
      mediaType: answer.mediaType,
      ...boundPlatforms(answer.platforms, {
        more: answer.morePlatforms,
        platform: policy.platform,
      }),
      passed: rules.every(rule => rule.passed),
      rules,
    };
  }

  #referenceOf(
    { imageHost }: StoredIntegration,
    { repository }: ImageSelection,
  ): ImageReference {
    const name = imageNameOf(imageHost, repository);
    return read(`${name.imageHost}/${name.path}`);
  }
}

/** The image has been found: what a registry does not tell besides is for the rule that asks for it. */
async function orFailure<T>(
  ask: () => Promise<T>,
): Promise<T | RegistryFailure> {
  try {
    return await ask();
  } catch (error) {
    if (isRegistryError(error)) {
      return error.toFailure();
    }
    throw error;
  }
}

/** @throws InputError where what would be handed out may be another image than the one that was read */
function refuseUnproven(integration: StoredIntegration, workspace: string) {
  if (isImageHostUsable(integration, workspace)) {
    return;
  }
  const { name, imageHost } = integration;
  throw inputError(
    message(
      imageHostState(integration) === 'claimed'
        ? 'IMAGE_HOST_CLAIMED'
        : 'IMAGE_HOST_OF_OTHERS',
      { imageHost, name: JSON.stringify(name) },
    ),
  );
}

function read(reference: string): ImageReference {
  try {
    return parseImageReference(reference);
  } catch (error) {
    if (error instanceof ImageReferenceError) {
      throw inputError(error.reason);
    }
    throw error;
  }
}

/** Nothing is known of an image from elsewhere but what its reference says. */
function outsideImage(
  image: ImageReference,
  policy: ImagePolicy,
): ResolvedImage {
  const rules = judgeImage({ repository: image.path, tag: image.tag }, policy);
  return {
    reference: pinned(image, image, policy),
    imageHost: image.domain,
    repository: image.path,
    ...(image.tag !== undefined && { tag: image.tag }),
    ...(image.digest !== undefined && { digest: image.digest }),
    platforms: [],
    passed: rules.every(rule => rule.passed),
    rules,
  };
}

function pinned(
  { domain, path }: ImageReference,
  { tag, digest }: { tag?: string; digest?: string },
  { pin }: ImagePolicy,
): string {
  const byTag = pin !== 'digest' || digest === undefined;
  const byDigest = pin !== 'tag' || tag === undefined;
  return formatImageReference({
    domain,
    path,
    ...(byTag && tag !== undefined && { tag }),
    ...(byDigest && digest !== undefined && { digest }),
  });
}
