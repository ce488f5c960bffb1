export * from './openNamespaces';
