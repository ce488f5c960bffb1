export * from './Authenticator';
export type { LoginAtOnce } from './basicAuthorization';
