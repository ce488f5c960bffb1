export { ProjectChoice } from './ProjectChoice';
export { RegistryChoice } from './RegistryChoice';
export { RepositoryPane, keyOf } from './RepositoryPane';
export { useFirstPage } from './useFirstPage';
export { type RepositoryPages, useRepositoryPages } from './useRepositoryPages';
export { useRepositorySearch } from './useRepositorySearch';
