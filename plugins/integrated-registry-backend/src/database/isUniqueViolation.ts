import { isError } from '@backstage/errors';

/** Did a row with the same key stand there already? PostgreSQL: SQLSTATE 23505. */
export function isUniqueViolation(error: unknown): boolean {
  return (
    isError(error) &&
    (error.code === '23505' ||
      error.code === 'SQLITE_CONSTRAINT_UNIQUE' ||
      error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
  );
}
