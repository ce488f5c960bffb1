export { answerLimits } from './answerLimits';
export * from './createHttpTransport';
export * from './HttpTransport';
export * from './HttpTransportOptions';
export * from './parseRetryAfter';
export * from './RequestBudget';
