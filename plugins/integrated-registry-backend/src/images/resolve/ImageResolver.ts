import {
  familiarImageReference,
  formatImageReference,
  imageNameOf,
  ImagePolicy,
  ImageReference,
  ImageSelection,
  message,
  needsFact,
  ParsedImage,
  ParseImageQuery,
  RegistryFailure,
  ResolvedImage,
  ResolveImageRequest,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError } from 'backstage-plugin-integrated-registry-node';
import { AdmittedToWorkspace } from '../../access';
import { imageHostState } from '../../connections';
import { inputError, notFoundError, StoredIntegration } from '../../model';
import { boundPlatforms } from '../artifacts/boundPlatforms';
import { ImageBrowser } from '../ImageBrowser';
import { TagConventions } from '../tags/TagConventions';
import { mayBeHash } from '../tags/versionOfTag';
import { ChosenTag, Named } from './ChosenTag';
import { ImageMatcher } from './ImageMatcher';
import { ImageMatch, isImageHostUsable } from './integrationOf';
import { judgeImage } from './judgeImage';
import { NewestTagFinder } from './NewestTagFinder';
import { outsideImage } from './outsideImage';
import { orLatest, pinned } from './pinned';
import { readReference } from './readReference';

export interface ImageResolverOptions {
  browser: ImageBrowser;
  matcher: ImageMatcher;
}

const anyImage: ImagePolicy = { pin: 'both' };

/** Says what image references mean, and resolves them to digests under the policy of a template. */
export class ImageResolver {
  readonly #options: ImageResolverOptions;
  readonly #chosenTag: ChosenTag;
  readonly #newestTag: NewestTagFinder;

  constructor(options: ImageResolverOptions) {
    this.#options = options;
    this.#chosenTag = new ChosenTag(options.browser);
    this.#newestTag = new NewestTagFinder(options.browser);
  }

  /** @throws InputError, also where a reference means images of several integrations; NotFoundError, RegistryError */
  async resolve(
    admitted: AdmittedToWorkspace,
    request: ResolveImageRequest,
  ): Promise<ResolvedImage> {
    const policy = request.policy ?? anyImage;
    if (request.selection) {
      const { integrationId, repository, tag, digest } = request.selection;
      const integration = admitted.usable.find(
        ({ id }) => id === integrationId,
      );
      if (!integration) {
        throw notFoundError(
          message('NO_SUCH_INTEGRATION', { id: integrationId }),
        );
      }
      refuseUnproven(integration, admitted.workspace);
      return this.#resolve(
        { integration, repository },
        this.#referenceOf(integration, request.selection),
        { tag, digest },
        policy,
      );
    }
    const reference = readReference(request.reference ?? '');
    const match = await this.#options.matcher.matchOne(
      reference,
      admitted,
      policy,
    );
    return match
      ? this.#resolve(match, reference, reference, policy)
      : outsideImage(reference, policy);
  }

  /** @throws InputError */
  async parse(
    admitted: AdmittedToWorkspace,
    query: ParseImageQuery,
  ): Promise<ParsedImage> {
    const reference = readReference(query.reference);
    const match = await this.#options.matcher.match(reference, admitted);
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

  async #resolve(
    { integration, repository }: ImageMatch,
    image: ImageReference,
    named: Named,
    policy: ImagePolicy,
  ): Promise<ResolvedImage> {
    const { browser } = this.#options;
    const until = browser.deadline(repository);
    const match = { integration, repository };
    const { reference, tag, tagMoved } = await this.#chosenTag.find(
      match,
      await this.#named(match, image, named, policy, until),
      policy,
      until,
    );
    const answer = await browser.getCurrentArtifact(
      integration,
      { repository, reference },
      { platform: policy.platform, until },
    );
    const query = { repository, digest: answer.digest };
    const rules = judgeImage(
      {
        integration,
        repository,
        tag,
        // A commit hash in digits passes for a version only where the other tags say so.
        ...(policy.semverRange !== undefined &&
          tag !== undefined &&
          mayBeHash(tag) && {
            conventions: await this.#conventionsOf(match, until),
          }),
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
      ...(tagMoved && { tagMoved }),
      ...(policy.newest && {
        newest: policy.newest,
        resolvedAt: new Date().toISOString(),
      }),
      ...boundPlatforms(answer.platforms, {
        more: answer.morePlatforms,
        platform: policy.platform,
      }),
      passed: rules.every(rule => rule.passed),
      rules,
    };
  }

  /** With the tag that a rule finds, or that everybody means where nothing is written. */
  async #named(
    match: ImageMatch,
    image: ImageReference,
    { tag, digest }: Named,
    policy: ImagePolicy,
    until: AbortSignal,
  ): Promise<Named> {
    if (!policy.newest) {
      return orLatest({ tag, digest });
    }
    if (tag ?? digest) {
      throw inputError(
        message('NEWEST_WITH_TAG', { image: formatImageReference(image) }),
      );
    }
    return {
      tag: await this.#newestTag.find(match, policy.newest, policy, until),
    };
  }

  /** Undefined where not all tags can be read. */
  async #conventionsOf(
    { integration, repository }: ImageMatch,
    until: AbortSignal,
  ): Promise<TagConventions | undefined> {
    const listed = await orFailure(() =>
      this.#options.browser.listAllTags(integration, repository, { until }),
    );
    return 'tags' in listed && listed.complete
      ? TagConventions.of(listed.tags)
      : undefined;
  }

  #referenceOf(
    { imageHost }: StoredIntegration,
    { repository }: ImageSelection,
  ): ImageReference {
    const name = imageNameOf(imageHost, repository);
    return readReference(`${name.imageHost}/${name.path}`);
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
