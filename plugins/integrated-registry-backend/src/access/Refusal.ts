import { WorkspaceRole } from 'backstage-plugin-integrated-registry-common';
import { IntegrationAction } from './IntegrationAction';

/** What somebody wanted to do. */
export type RefusedAction =
  | IntegrationAction
  | 'access'
  | 'create'
  | 'share'
  | 'rename'
  | 'confirm-image-host'
  | 'move'
  | 'record-image-use'
  | 'bind-namespace'
  | 'sync-pull-secret'
  | 'decide-pull-credential'
  | 'list-encryption-keys';

/**
 * Why somebody was refused, for operators. The one who was refused is not told: to them there is
 * nothing there.
 */
export interface Refusal {
  action: RefusedAction;
  /**
   * `access`: the permission policy denies `integrated-registry.access`. `role`: the caller's role
   * is not enough. `policy`: the role would be enough, and the permission policy says no. `absent`:
   * there is no such workspace or integration.
   */
  reason: 'access' | 'role' | 'policy' | 'absent';
  /** What the caller is in the workspace. */
  role?: WorkspaceRole | 'shared-with' | 'other' | 'service';
  /** Entity ref of the workspace that was asked for, or that owns the integration. */
  workspace?: string;
  integrationId?: string;
}
