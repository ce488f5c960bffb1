export { orAborted } from './abort';
export * from './HttpTransport';
export * from './HttpTransportOptions';
export * from './createHttpTransport';
export * from './deadlineSignal';
export * from './errorFromResponse';
export * from './parseLinkHeader';
export * from './parseRetryAfter';
export * from './RequestBudget';
