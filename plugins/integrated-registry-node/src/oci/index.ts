export * from './OciClient';
export * from './OciRegistryClient';
export * from './imageTags';
export * from './isAttachmentTag';
export { type OciPage, unprovenGap } from './paging';
export { ownAuthorization, type LoginAtOnce } from './authenticate';
export type { OciLogin } from './LoginCheck';
