export { integrationRules } from './integrationRules';
export { workspaceRules } from './workspaceRules';
