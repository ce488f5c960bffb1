import { StoredIntegration } from './StoredIntegration';

/** A filter over integrations; see authorization for how it is made. */
export type IntegrationFilter =
  | { anyOf: readonly IntegrationFilter[] }
  | { allOf: readonly IntegrationFilter[] }
  | { not: IntegrationFilter }
  | { field: 'id' | 'workspace' | 'type'; values: readonly string[] }
  /** Shared with everybody, or with one of these workspaces. */
  | { sharedWith: readonly string[] }
  /** Suspended, or not. */
  | { suspended: boolean };

export interface IntegrationSearch {
  /** Part of the name, or of the address of those whose address may be seen. */
  text: string;
  addressFilter: IntegrationFilter;
}

export const EVERYTHING: IntegrationFilter = { allOf: [] };
export const NOTHING: IntegrationFilter = { anyOf: [] };

/** Those that may be used, crawled and checked. */
export const NOT_SUSPENDED: IntegrationFilter = { suspended: false };

/** As much of an integration as filters look at. */
export type FilteredIntegration = Pick<
  StoredIntegration,
  'id' | 'workspace' | 'type' | 'sharing'
> & {
  /** Present where it is suspended. */
  suspendedSince?: Date | string;
};

/** The same as `whereFilter`, for one integration at hand. */
export function matchesFilter(
  integration: FilteredIntegration,
  filter: IntegrationFilter,
): boolean {
  if ('anyOf' in filter) {
    return filter.anyOf.some(inner => matchesFilter(integration, inner));
  }
  if ('allOf' in filter) {
    return filter.allOf.every(inner => matchesFilter(integration, inner));
  }
  if ('not' in filter) {
    return !matchesFilter(integration, filter.not);
  }
  if ('sharedWith' in filter) {
    const { sharing } = integration;
    return (
      sharing.with === 'everybody' ||
      (sharing.with === 'workspaces' &&
        sharing.workspaces.some(ref => filter.sharedWith.includes(ref)))
    );
  }
  if ('suspended' in filter) {
    return filter.suspended === (integration.suspendedSince !== undefined);
  }
  return filter.values.includes(integration[filter.field]);
}
