export * from './HttpTransport';
export * from './HttpTransportOptions';
export * from './createHttpTransport';
export * from './errorFromResponse';
export * from './parseLinkHeader';
export * from './parseRetryAfter';
