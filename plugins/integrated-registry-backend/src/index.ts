/**
 * Backend of the Integrated Registry.
 *
 * @packageDocumentation
 */
export { integratedRegistryPlugin as default } from './plugin';
export {
  createIntegrationConditionalDecision,
  createWorkspaceConditionalDecision,
  integrationConditions,
  workspaceConditions,
} from './access';
export type { IntegrationCondition, WorkspaceCondition } from './access';
