export * from './describeUntyped';
export * from './listReferrers';
export type { ReferrerSource } from './ReferrerSource';
