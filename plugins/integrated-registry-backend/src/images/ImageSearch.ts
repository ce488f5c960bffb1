import {
  Repository,
  RepositoryList,
  RepositoryReference,
  RepositorySearchQuery,
  RepositorySource,
  RepositorySourceList,
} from 'backstage-plugin-integrated-registry-common';
import { AdmittedToWorkspace, showState, withoutNames } from '../access';
import { StoredIntegration } from '../model';
import {
  gapsOfIndexes,
  keptAsWhole,
  RepositoryStore,
  StoredRepository,
} from '../repository-index';
import { readMatching } from './readMatching';
import { readReference } from './readReference';
import { integrationsOf } from './resolve/integrationOf';
import { isNameConfirmed } from './resolve/rules/places';
import { DatabaseImageUseStore } from './uses/DatabaseImageUseStore';

export interface ImageSearchOptions {
  repositories: RepositoryStore;
  uses: DatabaseImageUseStore;
}

/** Searches the repository index of everything that can be used in a workspace. */
export class ImageSearch {
  readonly #options: ImageSearchOptions;

  constructor(options: ImageSearchOptions) {
    this.#options = options;
  }

  async search(
    { workspace, usable }: AdmittedToWorkspace,
    query: RepositorySearchQuery,
  ): Promise<RepositoryList> {
    const ids = query.integration?.split(',');
    const asked = usable.filter(
      ({ id, type }) =>
        (ids === undefined || ids.includes(id)) &&
        (query.type === undefined || type === query.type),
    );
    const reference = readReference(query.q ?? '');
    const { searched, q } = reference
      ? await this.#narrow(reference, asked, workspace)
      : { searched: asked, q: query.q };
    const finished = searched
      .flatMap(({ repositoryIndex }) => repositoryIndex.finishedAt ?? [])
      .sort();
    const { repositories, uses } = this.#options;
    const { whole, close, ...page } = await readMatching(
      query,
      (cursor, most, prefixes) =>
        repositories.search({
          integrationIds: searched.map(({ id }) => id),
          q,
          project: query.project,
          recent: () => uses.recent(workspace),
          prefixes,
          // What a crawl of another replica has found is there when it says so.
          changedAt: Date.parse(finished[finished.length - 1] ?? '') || 0,
          cursor,
          ...most,
        }),
    );
    const hosts = new Map(searched.map(({ id, imageHost }) => [id, imageHost]));
    const kept = new Map(
      searched.map(({ id, repositoryIndex }) => [
        id,
        keptAsWhole(repositoryIndex),
      ]),
    );
    const present = (item: StoredRepository): Repository => {
      const keptSince = item.keptSince ?? kept.get(item.integrationId);
      return {
        ...item,
        imageHost: item.imageHost ?? hosts.get(item.integrationId) ?? '',
        ...(keptSince !== undefined && { keptSince }),
      };
    };
    return {
      ...page,
      items: page.items.map(present),
      ...(close && { close: close.map(present) }),
      ...(reference && { reference }),
      complete:
        whole !== false &&
        searched.every(
          ({ repositoryIndex }) =>
            repositoryIndex.complete && repositoryIndex.state === 'finished',
        ),
      // As old as the oldest part of it.
      asOf: finished[0] ?? new Date().toISOString(),
      ...presentGaps(searched, workspace),
    };
  }

  /**
   * Where a reference is searched for, and by what: in the integrations of its host, as they know the
   * repository. Where none has this host, it may be part of a name; else it is left out.
   */
  async #narrow(
    { imageHost, repository }: RepositoryReference,
    asked: readonly StoredIntegration[],
    workspace: string,
  ): Promise<{ searched: readonly StoredIntegration[]; q: string }> {
    if (imageHost === undefined) {
      return { searched: asked, q: repository };
    }
    const matches = integrationsOf(
      { domain: imageHost, path: repository },
      asked,
      workspace,
    );
    const [nearest] = matches;
    if (nearest) {
      return {
        searched: matches
          .filter(match => match.repository === nearest.repository)
          .map(({ integration }) => integration),
        q: nearest.repository,
      };
    }
    const whole = `${imageHost}/${repository}`;
    const { items } = await this.#options.repositories.search({
      integrationIds: asked.map(({ id }) => id),
      q: whole,
      limit: 1,
      maxBytes: Infinity,
    });
    return { searched: asked, q: items.length > 0 ? whole : repository };
  }

  /** Where it searches, and how that is. */
  async listSources({
    workspace,
    usable,
  }: AdmittedToWorkspace): Promise<RepositorySourceList> {
    return {
      items: usable.map(integration => presentSource(integration, workspace)),
    };
  }
}

/** Of what is only shared with the workspace, the state is shown without addresses. */
function presentSource(
  integration: StoredIntegration,
  workspace: string,
): RepositorySource {
  const { id, name, type, imageHost, health, repositoryIndex } = integration;
  const shared = integration.workspace !== workspace;
  const state = { health, repositoryIndex };
  return {
    integrationId: id,
    name,
    type,
    shared,
    nameConfirmed: isNameConfirmed(integration),
    imageHost,
    ...(shared ? showState(state) : state),
  };
}

/** Of what is only shared with the workspace, gaps are shown without names. */
function presentGaps(
  searched: readonly StoredIntegration[],
  workspace: string,
): Pick<RepositoryList, 'gaps' | 'moreGaps'> {
  const { gaps, ...more } = gapsOfIndexes(searched);
  const shared = new Set(
    searched.flatMap(integration =>
      integration.workspace === workspace ? [] : integration.id,
    ),
  );
  return {
    ...more,
    ...(gaps && {
      gaps: gaps.map(gap =>
        shared.has(gap.integrationId ?? '') ? withoutNames(gap) : gap,
      ),
    }),
  };
}
