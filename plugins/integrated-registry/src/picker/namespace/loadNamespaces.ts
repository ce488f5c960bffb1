import {
  IntegratedRegistryApi,
  NamespaceBinding,
} from 'backstage-plugin-integrated-registry-common';
import { loadNamespaceBindings } from '../../api';

/** The namespaces of a workspace that people can deploy in: not those that are being removed. */
export async function loadNamespaces(
  api: Pick<IntegratedRegistryApi, 'call'>,
  workspace: string,
  signal?: AbortSignal,
): Promise<NamespaceBinding[]> {
  const { items } = await loadNamespaceBindings(api, workspace, signal);
  return items.filter(({ removing }) => !removing);
}
