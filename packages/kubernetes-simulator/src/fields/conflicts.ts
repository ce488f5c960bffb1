import { StatusCause, StatusError } from '../statuses/StatusError';
import { Manager } from './Managers';

/** The answer to who applies fields that others have, in Kubernetes' words. */
export function conflictOf(conflicts: readonly Manager[]): StatusError {
  const sorted = [...conflicts].sort((one, other) =>
    describeManager(one) < describeManager(other) ? -1 : 1,
  );
  const causes: StatusCause[] = sorted.flatMap(manager =>
    manager.fields.describe().map(field => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${describeManager(manager)}`,
      field,
    })),
  );
  return new StatusError(409, 'Conflict', describeAll(sorted, causes), {
    causes,
  });
}

function describeAll(
  conflicts: readonly Manager[],
  causes: readonly StatusCause[],
): string {
  if (causes.length === 1) {
    const [{ message, field }] = causes;
    return `Apply failed with 1 conflict: ${message}: ${field}`;
  }
  const lines = conflicts.flatMap(manager => [
    `conflicts with ${describeManager(manager)}:`,
    ...manager.fields.describe().map(field => `- ${field}`),
  ]);
  return `Apply failed with ${causes.length} conflicts: ${lines.join('\n')}`;
}

function describeManager({ name, operation }: Manager): string {
  const quoted = JSON.stringify(name);
  return operation === 'Update' ? `${quoted} using v1` : quoted;
}
