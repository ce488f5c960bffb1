export type Value = string | number;

/** Runs a statement and returns the rows that it does. */
export type Run = <T>(sql: string, ...values: Value[]) => Promise<T[]>;

/** Many rows are written in short transactions, so that nobody waits for long. */
export interface Transactions {
  /**
   * @param work - is given the rows of one transaction, and how to write them; may be run again with
   *   the same rows, after all it wrote was taken back
   * @param committed - is given what `work` returned, when it is there for everybody
   */
  inChunks<T, R>(
    rows: readonly T[],
    work: (run: Run, chunk: readonly T[]) => Promise<R>,
    committed?: (result: R) => void,
  ): Promise<void>;
}
