import { ImageReference } from 'backstage-plugin-integrated-registry-common';
import { AdmittedToWorkspace } from '../../access';
import { RepositoryStore } from '../../repository-index';
import { ImageMatch, integrationsOf } from './integrationOf';

/** Finds the integration that an image reference means in a workspace. */
export class ImageMatcher {
  readonly #repositories: RepositoryStore;

  constructor(repositories: RepositoryStore) {
    this.#repositories = repositories;
  }

  /** Several integrations may have one image host; the one that knows the repository is meant. */
  async match(
    reference: ImageReference,
    { usable, workspace }: AdmittedToWorkspace,
  ): Promise<ImageMatch | undefined> {
    const matches = integrationsOf(reference, usable, workspace);
    for (const match of matches.length > 1 ? matches : []) {
      const known = await this.#repositories.get(
        match.integration.id,
        match.repository,
      );
      if (known) {
        return match;
      }
    }
    return matches[0];
  }
}
