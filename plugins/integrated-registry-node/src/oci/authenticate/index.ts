export * from './Authenticator';
export type { Scheme } from './schemes';
export { ownAuthorization, type LoginAtOnce } from './basicAuthorization';
