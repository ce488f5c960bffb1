export * from './OciClient';
export type { OciLogin } from './LoginCheck';
export { errorOf, readJson, type RequestContext } from './responses';
