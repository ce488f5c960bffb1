import { EVERYTHING, IntegrationFilter, NOTHING } from '../model';
import { Caller, CallerResolver } from './Caller';
import { changes, IntegrationAction } from './IntegrationAction';

/** What the caller's roles let them do this with; the table of `docs/permissions.md`. */
export function roleFilter(
  action: IntegrationAction,
  caller: Caller,
  callers: CallerResolver,
): IntegrationFilter {
  if (caller.kind === 'service') {
    // Other plugins read for everybody; what they show to whom is theirs to decide.
    return changes(action) ? NOTHING : EVERYTHING;
  }
  if (caller.platformAdmin) {
    return EVERYTHING;
  }
  if (changes(action)) {
    return {
      field: 'workspace',
      values: callers.refsOf(caller, 'workspace-admin'),
    };
  }
  const workspaces = callers.refsOf(caller);
  return {
    anyOf: [
      { field: 'workspace', values: workspaces },
      { sharedWith: workspaces },
    ],
  };
}
