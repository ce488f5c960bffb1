import { LoggerService } from '@backstage/backend-plugin-api';
import { Database } from '../../platform';
import { createFullTextIndex } from './fullTextIndex';
import { createTrigramIndex } from './trigramIndex';

/**
 * Makes what search is faster with and right without, where the database has it and the role may.
 * Looked for at each start, so that whatever is granted later is used.
 */
export async function createSearchAids(
  database: Database,
  logger: LoggerService,
): Promise<void> {
  const missing = database.isPostgres
    ? await createTrigramIndex(database)
    : await createFullTextIndex(database);
  if (missing) {
    logger.warn(
      `Search has no index for what is in the middle of words: ${missing.reason}. It finds the same, but reads through all names of the workspace, which takes longer the more there are. ${missing.remedy} Then restart the backend.`,
    );
  }
}
