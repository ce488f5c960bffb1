import {
  IntegratedRegistryApi,
  NamespaceBindingList,
  PullCredentialList,
} from 'backstage-plugin-integrated-registry-common';
import { loadAllPages } from './loadAllPages';

type Api = Pick<IntegratedRegistryApi, 'call'>;

/** @param workspace - entity ref; undefined for all workspaces of the caller */
export function loadNamespaceBindings(
  api: Api,
  workspace: string | undefined,
  signal?: AbortSignal,
): Promise<NamespaceBindingList> {
  return loadAllPages(paging =>
    api.call(
      'listNamespaceBindings',
      { query: { workspace, ...paging } },
      { signal },
    ),
  );
}

/** @param workspace - entity ref */
export function loadPullCredentials(
  api: Api,
  workspace: string,
  signal?: AbortSignal,
): Promise<PullCredentialList> {
  return loadAllPages(paging =>
    api.call(
      'listPullCredentials',
      { query: { workspace, ...paging } },
      { signal },
    ),
  );
}
