export * from './HttpTransport';
