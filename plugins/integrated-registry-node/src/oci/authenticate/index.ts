export * from './Authenticator';
