import {
  formatImageReference,
  ImagePolicy,
  ImageReference,
  message,
} from 'backstage-plugin-integrated-registry-common';
import { AdmittedToWorkspace } from '../../access';
import { inputError } from '../../model';
import { RepositoryStore } from '../../repository-index';
import { ImageMatch, integrationsOf, nearestOf } from './integrationOf';
import { isRegistryAllowed, isTypeAllowed } from './rules/places';

/** Finds the integration that an image reference means in a workspace. */
export class ImageMatcher {
  readonly #repositories: RepositoryStore;

  constructor(repositories: RepositoryStore) {
    this.#repositories = repositories;
  }

  /** The likeliest, where nothing hangs on which of several it is. */
  async match(
    reference: ImageReference,
    admitted: AdmittedToWorkspace,
  ): Promise<ImageMatch | undefined> {
    const matches = this.#find(reference, admitted);
    const [known] = await this.#known(matches);
    return known ?? matches[0];
  }

  /**
   * The one that is judged. Of several with one image host, it is the one that the policy allows and
   * that knows the repository: each may see other things of an image.
   *
   * @throws InputError where several are left, and the reference does not say which
   */
  async matchOne(
    reference: ImageReference,
    admitted: AdmittedToWorkspace,
    policy: ImagePolicy,
  ): Promise<ImageMatch | undefined> {
    const matches = this.#find(reference, admitted);
    const allowed = matches.filter(
      ({ integration }) =>
        isRegistryAllowed(integration, policy) &&
        isTypeAllowed(integration, policy),
    );
    const nearest = nearestOf(allowed.length > 0 ? allowed : matches);
    if (nearest.length < 2) {
      return nearest[0];
    }
    const known = await this.#known(nearest);
    const left = known.length > 0 ? known : nearest;
    if (left.length > 1) {
      throw inputError(
        message('IMAGE_OF_SEVERAL_INTEGRATIONS', {
          image: formatImageReference(reference),
          names: left.map(({ integration }) =>
            JSON.stringify(integration.name),
          ),
        }),
      );
    }
    return left[0];
  }

  #find(
    reference: ImageReference,
    { usable, workspace }: AdmittedToWorkspace,
  ): ImageMatch[] {
    return integrationsOf(reference, usable, workspace);
  }

  /** Those that know the repository; none is asked for where there is nothing to choose. */
  async #known(matches: readonly ImageMatch[]): Promise<ImageMatch[]> {
    const known: ImageMatch[] = [];
    for (const match of matches.length > 1 ? matches : []) {
      const { integration, repository } = match;
      if (await this.#repositories.get(integration.id, repository)) {
        known.push(match);
      }
    }
    return known;
  }
}
