export type Value = string | number;

/** Runs a statement and returns the rows that it does. */
export type Run = <T>(sql: string, ...values: Value[]) => Promise<T[]>;

/** Many rows are written in short transactions, so that nobody waits for long. */
export interface Transactions {
  /**
   * @param work - is given the rows of one transaction, and how to write them; may be run again with
   *   the same rows, after all it wrote was taken back
   */
  inChunks<T>(
    rows: readonly T[],
    work: (run: Run, chunk: readonly T[]) => Promise<void>,
  ): Promise<void>;
}
