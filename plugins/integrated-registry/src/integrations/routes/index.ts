export { legacyRootRouteRef } from './legacyRootRouteRef';
export { rootRouteRef } from './rootRouteRef';
