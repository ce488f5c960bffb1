import { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  integrationCredentialPermission,
  integrationDeletePermission,
  integrationReadPermission,
  integrationUpdatePermission,
  integrationUsePermission,
  MessageCode,
  RESOURCE_TYPE_INTEGRATION,
} from 'backstage-plugin-integrated-registry-common';

/** What is done with an integration, and by which permission. */
export const permissionOf = {
  read: integrationReadPermission,
  use: integrationUsePermission,
  update: integrationUpdatePermission,
  delete: integrationDeletePermission,
  credential: integrationCredentialPermission,
} satisfies Record<
  string,
  ResourcePermission<typeof RESOURCE_TYPE_INTEGRATION>
>;

export type IntegrationAction = keyof typeof permissionOf;

/** What callers are told who may see the integration, and not do this. */
export const refusedWith = {
  read: 'MAY_NOT_READ',
  use: 'MAY_NOT_USE',
  update: 'MAY_NOT_UPDATE',
  delete: 'MAY_NOT_DELETE',
  credential: 'MAY_NOT_CREDENTIAL',
} as const satisfies Record<IntegrationAction, MessageCode>;

/** Does the action change an integration? */
export function changes(action: IntegrationAction): boolean {
  return action !== 'read' && action !== 'use';
}
