import { Knex } from 'knex';
import { repositoryColumns, RepositoryRow } from '../repositoryRows';
import { SearchIndex, SearchScope, Place, TermRow } from './SearchIndex';
import { LAST_CHARACTER, TermRank } from './searchText';

/** A part of a statement with what is bound in it. */
export interface Fragment {
  sql: string;
  bindings: (string | number)[];
}

/**
 * Reads the same from each integration, which is in the order of an index there, and puts the few
 * rows together.
 *
 * @param inner - given how the integration is written in it
 */
export type EachIntegration = (
  integrationIds: readonly string[],
  inner: (integration: Fragment) => Fragment,
) => Fragment;

export const columnsOf = (table: string) =>
  repositoryColumns.map(column => `${table}.${column}`).join(', ');

/** The scans in index order, which differ between databases in how integrations are gone through. */
export function orderedScans(
  knex: Knex,
  eachIntegration: EachIntegration,
  /** `integration_id` in byte order. */
  integrationOrder: string,
): Pick<SearchIndex, 'beginning' | 'all'> {
  return {
    async beginning(
      { integrationIds, words: [word], project }: SearchScope,
      rank: TermRank,
      after: Place,
      limit: number,
    ): Promise<TermRow[]> {
      const scan = eachIntegration(integrationIds, integration => ({
        sql: `SELECT integration_id, term, name FROM repository_terms
          WHERE integration_id = ${integration.sql} AND rank = ${rank}
            AND term >= ? AND term < ? AND (term, name) >= (?, ?)
            ${project === undefined ? '' : 'AND project = ?'}
          ORDER BY term, name LIMIT ${limit + 1}`,
        bindings: [
          ...integration.bindings,
          word,
          `${word}${LAST_CHARACTER}`,
          after.term,
          after.name,
          ...(project === undefined ? [] : [project]),
        ],
      }));
      return rowsOf(
        await knex.raw(
          `SELECT found.term, ${columnsOf('repositories')} FROM (
            SELECT * FROM (${scan.sql}) AS scanned
              WHERE term <> ? OR name <> ? OR ${integrationOrder} > ?
              ORDER BY term, name, ${integrationOrder} LIMIT ${limit}
          ) AS found CROSS JOIN repositories
          WHERE repositories.integration_id = found.integration_id
            AND repositories.name = found.name
          ORDER BY found.term, found.name, found.${integrationOrder}`,
          [...scan.bindings, after.term, after.name, after.integrationId],
        ),
      );
    },

    async all(
      { integrationIds, project }: SearchScope,
      after: Place,
      limit: number,
    ): Promise<RepositoryRow[]> {
      const scan = eachIntegration(integrationIds, integration => ({
        sql: `SELECT ${columnsOf('repositories')} FROM repositories
          WHERE integration_id = ${integration.sql} AND name >= ?
            ${project === undefined ? '' : 'AND project = ?'}
          ORDER BY name LIMIT ${limit + 1}`,
        bindings: [
          ...integration.bindings,
          after.name,
          ...(project === undefined ? [] : [project]),
        ],
      }));
      return rowsOf(
        await knex.raw(
          `SELECT * FROM (${scan.sql}) AS scanned
            WHERE name <> ? OR ${integrationOrder} > ?
            ORDER BY name, ${integrationOrder} LIMIT ${limit}`,
          [...scan.bindings, after.name, after.integrationId],
        ),
      );
    },
  };
}

/** PostgreSQL's driver answers with more than the rows. */
export function rowsOf<T>(answer: T[] | { rows: T[] }): T[] {
  return Array.isArray(answer) ? answer : answer.rows;
}
