export type { DecidedIntegration } from './AccessDecision';
export { AccessPolicy } from './AccessPolicy';
export {
  entered,
  integration,
  platformAdmin,
  signedIn,
  visibleIntegrations,
  workspaceInBody,
  workspaceInQuery,
} from './admissions';
export type {
  Admitted,
  AdmittedCaller,
  AdmittedToIntegration,
  AdmittedToIntegrations,
  AdmittedToWorkspace,
} from './Admitted';
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
export { DeployingPolicy } from './DeployingPolicy';
export { hidingAddresses } from './hidingAddresses';
export { IntegrationGate } from './IntegrationGate';
export { rememberFailure } from './liveFailures';
export { Memberships, believingTokens } from './Memberships';
export { PermissionFilters } from './PermissionFilters';
export { presentFor, showState, withoutNames } from './presentFor';
export { readIntegrationResources } from './readIntegrationResources';
export { refuse } from './refusals';
export { rememberAnswers } from './rememberAnswers';
export { integrationResourceRef, workspaceResourceRef } from './resources';
export { route } from './Route';
export type {
  Admission,
  Condition,
  Gates,
  Route,
  RouteAnswer,
  RouteInput,
  RouteName,
  Routes,
} from './Route';
export { refuseChange } from './serviceRefusals';
export { usableIn } from './usableIn';
export { integrationRules, workspaceRules } from './rules';
export { WorkspaceGate } from './WorkspaceGate';
export { workspaceRoutes } from './workspaces/routes';
export { WorkspaceDirectory } from './workspaces/WorkspaceDirectory';
export { WorkspaceService } from './workspaces/WorkspaceService';
