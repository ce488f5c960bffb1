export * from './OciClient';
export * from './isAttachmentTag';
export { type OciPage, unprovenGap } from './paging';
export { ownAuthorization, type LoginAtOnce } from './authenticate';
export type { OciLogin } from './LoginCheck';
export {
  assertSameProtocol,
  boundedList,
  errorOf,
  readJson,
  type RequestContext,
} from './responses';
