export * from './Authenticator';
export { ownAuthorization, type LoginAtOnce } from './basicAuthorization';
