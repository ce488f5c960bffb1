export { ConnectionSteps } from './ConnectionSteps';
export { ConnectionTestResult } from './ConnectionTestResult';
export { TestConnectionDialog } from './TestConnectionDialog';
export { useConnectionTest } from './useConnectionTest';
