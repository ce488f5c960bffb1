export * from './ListReader';
export * from './PagePosition';
