import { CatalogWorkspace } from './workspaces/WorkspaceDirectory';

/** What would be integrated, as far as it is decided about. */
export interface IntegrationToCome {
  type: string;
  /** Does a credential come with it? */
  credential: boolean;
}

/** What refuses somebody to integrate a registry for a workspace; nothing where nothing does. */
export type CreateDecision = (
  workspace: CatalogWorkspace,
  toCome: IntegrationToCome,
) => { action: 'create' | 'credential'; reason: 'role' | 'policy' } | undefined;
