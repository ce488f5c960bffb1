export * from './OciClient';
export * from './isAttachmentTag';
export { ownAuthorization, type LoginAtOnce } from './authenticate';
export type { OciLogin } from './LoginCheck';
export { errorOf, readJson, type RequestContext } from './responses';
