export { gapsOfIndexes, keptAsWhole } from './crawlGaps';
export { IndexingRepositoryCrawler } from './IndexingRepositoryCrawler';
export { lookAtRepository } from './lookAtRepository';
export { retryCrawls } from './retryCrawls';
export { bytesOf } from './search/rowsWithin';
export { DatabaseCrawlPageStore } from './store/DatabaseCrawlPageStore';
export { DatabaseCrawlStore } from './store/DatabaseCrawlStore';
export { DatabaseRepositoryStore } from './store/DatabaseRepositoryStore';
export type {
  RepositoryStore,
  StoredRepository,
} from './store/RepositoryStore';
