export { ConnectionSteps, type ConnectionStepsProps } from './ConnectionSteps';
export { ConnectionTestResult } from './ConnectionTestResult';
export { useConnectionTest, type ConnectionTest } from './useConnectionTest';
