/** What is done with an integration. */
export type IntegrationAction =
  | 'read'
  | 'use'
  | 'update'
  | 'delete'
  | 'credential';

/** Does the action change an integration? */
export function changes(action: IntegrationAction): boolean {
  return action !== 'read' && action !== 'use';
}
