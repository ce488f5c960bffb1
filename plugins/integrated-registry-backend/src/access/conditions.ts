import {
  ConditionalPolicyDecision,
  PermissionCondition,
  PermissionCriteria,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionExports } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_INTEGRATION,
  RESOURCE_TYPE_WORKSPACE,
} from 'backstage-plugin-integrated-registry-common';
import { integrationResourceRef, workspaceResourceRef } from './resources';
import { integrationRules, workspaceRules } from './rules';

const forIntegrations = createConditionExports({
  resourceRef: integrationResourceRef,
  rules: integrationRules,
});
const forWorkspaces = createConditionExports({
  resourceRef: workspaceResourceRef,
  rules: workspaceRules,
});

/** A condition on integrations. @public */
export type IntegrationCondition = PermissionCondition<
  typeof RESOURCE_TYPE_INTEGRATION
>;

/** A condition on workspaces. @public */
export type WorkspaceCondition = PermissionCondition<
  typeof RESOURCE_TYPE_WORKSPACE
>;

/**
 * Conditions for the permission policy about integrations.
 *
 * @public
 */
export const integrationConditions: {
  /** Owned by one of these workspaces. */
  inWorkspace(params: { workspaces: string[] }): IntegrationCondition;
  /** Owned by a workspace that is among the claims: pass the user's ownershipEntityRefs. */
  hasWorkspaceMember(params: { claims: string[] }): IntegrationCondition;
  /** Owned by a workspace whose annotation names one of the claims. */
  hasWorkspaceAdmin(params: { claims: string[] }): IntegrationCondition;
  /** Of one of these registry types. */
  isType(params: { types: string[] }): IntegrationCondition;
  /** Shared with everybody, or with one of these workspaces. */
  isShared(params: { workspaces?: string[] }): IntegrationCondition;
} = forIntegrations.conditions;

/**
 * A decision about `integrated-registry.integration.read`, `use`, `update`, `delete` or
 * `credential`.
 *
 * @public
 */
export const createIntegrationConditionalDecision: (
  permission: ResourcePermission<typeof RESOURCE_TYPE_INTEGRATION>,
  conditions: PermissionCriteria<IntegrationCondition>,
) => ConditionalPolicyDecision = forIntegrations.createConditionalDecision;

/**
 * Conditions for the permission policy about workspaces.
 *
 * @public
 */
export const workspaceConditions: {
  /** One of these workspaces. */
  inWorkspace(params: { workspaces: string[] }): WorkspaceCondition;
  /** A workspace that is among the claims: pass the user's ownershipEntityRefs. */
  hasWorkspaceMember(params: { claims: string[] }): WorkspaceCondition;
  /** A workspace whose annotation names one of the claims. */
  hasWorkspaceAdmin(params: { claims: string[] }): WorkspaceCondition;
} = forWorkspaces.conditions;

/**
 * A decision about `integrated-registry.integration.create`.
 *
 * @public
 */
export const createWorkspaceConditionalDecision: (
  permission: ResourcePermission<typeof RESOURCE_TYPE_WORKSPACE>,
  conditions: PermissionCriteria<WorkspaceCondition>,
) => ConditionalPolicyDecision = forWorkspaces.createConditionalDecision;
