import { Audit } from '../../access';
import { StoredBinding } from '../bindings';
import { CompareOptions } from './compareSecret';

/** Has each write to a cluster in the audit log, and never what was written. */
export function auditedWrites(
  { cluster, namespace, workspace, integrations }: StoredBinding,
  audit: Audit,
): CompareOptions['write'] {
  return async (what, action) => {
    const call = {
      eventId: `pull-secret-${what}`,
      meta: { cluster, namespace, workspace, integrations },
    };
    let result: Awaited<ReturnType<typeof action>>;
    try {
      result = await action();
    } catch (error) {
      await audit.failure(call, error, {});
      throw error;
    }
    // A ServiceAccount that was linked already was not written.
    if (result !== false) {
      await audit.run(call, {}, async () => undefined);
    }
    return result;
  };
}
