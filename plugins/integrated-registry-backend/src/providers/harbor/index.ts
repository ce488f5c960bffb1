export * from './HarborProvider';
