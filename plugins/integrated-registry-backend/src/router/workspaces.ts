import { createOpenApiDocument } from 'backstage-plugin-integrated-registry-common';
import { AccessPolicy } from '../authorization';
import { ProviderRegistry } from '../providers/ProviderRegistry';
import { WorkspaceService } from '../services/WorkspaceService';
import { Handlers } from './handlers';

export interface WorkspaceHandlersOptions {
  workspaces: WorkspaceService;
  providers: ProviderRegistry;
  policy: AccessPolicy;
  /** Of this package. */
  version: string;
  serverUrl: string;
}

export function workspaceHandlers({
  workspaces,
  providers,
  policy,
  version,
  serverUrl,
}: WorkspaceHandlersOptions): Pick<
  Handlers,
  'listWorkspaces' | 'listProviders' | 'getOpenApi'
> {
  const openApi = createOpenApiDocument({ version, serverUrl });
  return {
    listWorkspaces: (_, options) => workspaces.list(options),
    listProviders: async (_, { credentials }) => {
      await policy.enter(credentials);
      return providers.list();
    },
    getOpenApi: async () => openApi,
  };
}
