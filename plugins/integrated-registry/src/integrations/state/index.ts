export { HealthBadge } from './HealthBadge';
export { ImageHostNotice } from './ImageHostNotice';
export { RepositoryIndexState } from './RepositoryIndexState';
