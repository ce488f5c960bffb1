import { Audit } from '../../access';
import { StoredBinding } from '../bindings';
import { NoteWrite } from './Comparison';

/** Has each write to a cluster in the audit log, and never what was written. */
export function auditedWrites(
  { cluster, namespace, workspace }: StoredBinding,
  audit: Audit,
): NoteWrite {
  return async (what, integrations, action) => {
    const call = {
      eventId: `pull-secret-${what}`,
      meta: { cluster, namespace, workspace, integrations: [...integrations] },
    };
    let result: Awaited<ReturnType<typeof action>>;
    try {
      result = await action();
    } catch (error) {
      await audit.failure(call, error, {});
      throw error;
    }
    if (result !== false) {
      await audit.run(call, {}, async () => undefined);
    }
    return result;
  };
}
