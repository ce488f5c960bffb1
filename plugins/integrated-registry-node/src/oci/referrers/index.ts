export * from './listReferrers';
