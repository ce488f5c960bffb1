import { createOpenApiDocument } from 'backstage-plugin-integrated-registry-common';
import { WorkspaceService } from '../access';
import { ProviderService } from '../integrations';
import { Handlers } from './handlers';

export interface WorkspaceHandlersOptions {
  workspaces: WorkspaceService;
  providers: ProviderService;
  /** Of this package. */
  version: string;
  serverUrl: string;
}

export function workspaceHandlers({
  workspaces,
  providers,
  version,
  serverUrl,
}: WorkspaceHandlersOptions): Pick<
  Handlers,
  'listWorkspaces' | 'listProviders' | 'getOpenApi'
> {
  const openApi = createOpenApiDocument({ version, serverUrl });
  return {
    listWorkspaces: ({ query }, options) => workspaces.list(query, options),
    listProviders: (_, options) => providers.list(options),
    getOpenApi: async () => openApi,
  };
}
