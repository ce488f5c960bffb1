export * from './PagePosition';
