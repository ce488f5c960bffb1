import { IntegrationFilter } from '../model';

/** What a workspace can use: its own integrations and those shared with it. */
export function usableIn(workspace: string): IntegrationFilter {
  return {
    anyOf: [
      { field: 'workspace', values: [workspace] },
      { sharedWith: [workspace] },
    ],
  };
}
