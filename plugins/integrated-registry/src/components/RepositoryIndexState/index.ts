export { RepositoryIndexState } from './RepositoryIndexState';
