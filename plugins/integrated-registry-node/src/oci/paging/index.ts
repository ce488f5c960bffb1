export * from './ListReader';
export * from './PagePosition';
export * from './toPage';
