export type { DecidedIntegration } from './AccessDecision';
export { AccessPolicy } from './AccessPolicy';
export { Audit } from './Audit';
export { CallerResolver } from './Caller';
export type { Caller } from './Caller';
export {
  createIntegrationConditionalDecision,
  createWorkspaceConditionalDecision,
  integrationConditions,
  workspaceConditions,
} from './conditions';
export type { IntegrationCondition, WorkspaceCondition } from './conditions';
export { hidingAddresses } from './hidingAddresses';
export { IntegrationGate } from './IntegrationGate';
export { rememberFailure } from './liveFailures';
export { Memberships, believingTokens } from './Memberships';
export { presentFor, showState, withoutNames } from './presentFor';
export { readIntegrationResources } from './readIntegrationResources';
export { refusalOf, refuse } from './refusals';
export { rememberAnswers } from './rememberAnswers';
export { integrationResourceRef, workspaceResourceRef } from './resources';
export { integrationRules, workspaceRules } from './rules';
export { usableIn } from './usableIn';
export { WorkspaceGate } from './WorkspaceGate';
export { AuthorizedWorkspaceService } from './workspaces/AuthorizedWorkspaceService';
export { WorkspaceDirectory } from './workspaces/WorkspaceDirectory';
export type { WorkspaceService } from './workspaces/WorkspaceService';
