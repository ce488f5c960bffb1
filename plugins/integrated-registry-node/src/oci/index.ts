export * from './OciClient';
export type { LoginAtOnce } from './authenticate';
export type { OciLogin } from './LoginCheck';
export { errorOf, readJson, type RequestContext } from './responses';
