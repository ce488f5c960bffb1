export * from './NetworkPolicy';
