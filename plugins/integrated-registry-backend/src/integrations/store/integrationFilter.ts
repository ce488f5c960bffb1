import { Knex } from 'knex';
import { IntegrationFilter, IntegrationSearch } from '../../model';
import { nameKey } from './integrationColumns';

/** Narrows a query over `integrations`. Of nothing, `anyOf` lets nothing through. */
export function whereFilter(
  query: Knex.QueryBuilder,
  filter: IntegrationFilter,
): void {
  if ('anyOf' in filter) {
    if (filter.anyOf.length === 0) {
      // An empty group of conditions would yield no WHERE at all, and so everything.
      query.whereRaw('1 = 0');
      return;
    }
    query.where(group => {
      for (const inner of filter.anyOf) {
        group.orWhere(branch => whereFilter(branch, inner));
      }
    });
  } else if ('allOf' in filter) {
    for (const inner of filter.allOf) {
      query.where(branch => whereFilter(branch, inner));
    }
    if (filter.allOf.length === 0) {
      query.whereRaw('1 = 1');
    }
  } else if ('not' in filter) {
    query.whereNot(branch => whereFilter(branch, filter.not));
  } else if ('sharedWith' in filter) {
    query.where(group => {
      group.where('integrations.sharing', 'everybody').orWhere(named =>
        named.where('integrations.sharing', 'workspaces').whereExists(shares =>
          shares
            .from('integration_shares')
            .select('integration_shares.workspace')
            .whereRaw('integration_shares.integration_id = integrations.id')
            .whereIn('integration_shares.workspace', [...filter.sharedWith]),
        ),
      );
    });
  } else if ('suspended' in filter) {
    query.whereRaw(
      `integrations.suspended_since IS ${
        filter.suspended ? 'NOT NULL' : 'NULL'
      }`,
    );
  } else {
    query.whereIn(`integrations.${filter.field}`, [...filter.values]);
  }
}

/** Narrows a query over `integrations` to those whose name or address has the text in it. */
export function whereFound(
  query: Knex.QueryBuilder,
  { text, addressFilter }: IntegrationSearch,
): void {
  const pattern = `%${escapeLike(nameKey(text))}%`;
  query
    .whereRaw(String.raw`integrations.name_key LIKE ? ESCAPE '\'`, pattern)
    .orWhere(byAddress =>
      byAddress
        .where(branch => whereFilter(branch, addressFilter))
        .whereRaw(
          String.raw`LOWER(integrations.url) LIKE ? ESCAPE '\'`,
          pattern,
        ),
    );
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, character => `\\${character}`);
}
