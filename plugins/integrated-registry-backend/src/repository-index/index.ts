export { gapsOfIndexes, keptAsWhole } from './crawlGaps';
export { IndexingRepositoryCrawler } from './IndexingRepositoryCrawler';
export { retryCrawls } from './retryCrawls';
export { bytesOf } from './search/rowsWithin';
export { createSearchAids } from './search/searchAids';
export { DatabaseCrawlPageStore } from './store/DatabaseCrawlPageStore';
export { DatabaseCrawlStore } from './store/DatabaseCrawlStore';
export { DatabaseRepositoryStore } from './store/DatabaseRepositoryStore';
export type { RepositoryStore } from './store/RepositoryStore';
