export type { TriedConnection } from './ConnectionAttempt';
export { ConnectionTester } from './ConnectionTester';
export { ConnectionTestFailedError } from './ConnectionTestFailedError';
export {
  domainOf,
  imageHostState,
  wholeImageHost,
  withImageHostProof,
} from './imageHostState';
export {
  type ConnectionTarget,
  IntegrationConnector,
} from './IntegrationConnector';
export { pullFailureWith } from './pullFailureWith';
export { TestedConnections } from './TestedConnections';
