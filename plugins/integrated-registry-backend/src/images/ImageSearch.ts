import {
  RepositoryList,
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
} from '../repository-index';
import { readMatching } from './readMatching';
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
    const searched = usable.filter(
      ({ id, type }) =>
        (ids === undefined || ids.includes(id)) &&
        (query.type === undefined || type === query.type),
    );
    const { repositories, uses } = this.#options;
    const page = await readMatching(query, (cursor, most, prefixes) =>
      repositories.search({
        integrationIds: searched.map(({ id }) => id),
        q: query.q,
        project: query.project,
        recent: () => uses.recent(workspace),
        version: indexVersion(searched),
        prefixes,
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
    const finished = searched.flatMap(
      ({ repositoryIndex }) => repositoryIndex.finishedAt ?? [],
    );
    return {
      ...page,
      items: page.items.map(item => {
        const keptSince = item.keptSince ?? kept.get(item.integrationId);
        return {
          ...item,
          imageHost: item.imageHost ?? hosts.get(item.integrationId) ?? '',
          ...(keptSince !== undefined && { keptSince }),
        };
      }),
      complete: searched.every(
        ({ repositoryIndex }) =>
          repositoryIndex.complete && repositoryIndex.state === 'finished',
      ),
      // As old as the oldest part of it.
      asOf: finished.sort()[0] ?? new Date().toISOString(),
      ...presentGaps(searched, workspace),
    };
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

/** Undefined while what is in the index changes. */
function indexVersion(
  searched: readonly StoredIntegration[],
): string | undefined {
  const indexes = searched.map(({ repositoryIndex }) => repositoryIndex);
  return indexes.some(({ state }) => state === 'crawling')
    ? undefined
    : JSON.stringify(indexes);
}
