export * from './describeUntyped';
export * from './listReferrers';
export { referrerSource } from './ReferrerSource';
